"""Names of what is in an output folder beside the PDFs. Nothing is imported here: `start.py` must load in a moment."""

STATE_FOLDER = ".leaflet"
"""The folder, in the output folder, for what one build leaves to the next."""
LOCK = f"{STATE_FOLDER}/lock"
JOURNAL = f"{STATE_FOLDER}/journal.json"
MANIFEST = "manifest.json"

"""Names of what stands in an output folder beside the PDFs. Nothing is imported here, so that asking is quick."""

STATE_FOLDER = ".leaflet"
"""The folder, in the output folder, of what builds tell each other."""
LOCK = f"{STATE_FOLDER}/lock"
JOURNAL = f"{STATE_FOLDER}/journal.json"
MANIFEST = "manifest.json"
TEMPORARY_SUFFIX = ".part"
"""Ends the name of a file that is being written."""

"""Names of what stands in an output folder beside the PDFs. Nothing is imported here, so that asking is quick."""

BOOKS = ".leaflet"
"""The folder, in the output folder, of what builds tell each other."""
LOCK = f"{BOOKS}/lock"
JOURNAL = f"{BOOKS}/journal.json"
MANIFEST = "manifest.json"
PART = ".part"
"""Ends the name of a file that is being written."""

"""Finished files → the output folder, by rename; the manifest, the journal and the lock."""

"""A new house that builds at once, a new topic: files that say what to write in them."""

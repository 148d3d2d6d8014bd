"""A new topic: files that say what to write in them."""

"""Folders → Library: every file read within bounds, every value with its location, every fault a problem."""

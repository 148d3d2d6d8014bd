"""Folders → Library: every file read within bounds, every value with its place, every fault a problem."""

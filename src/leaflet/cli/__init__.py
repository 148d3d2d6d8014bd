"""The commands. Nothing else prints, reads the clock or sets the exit status, but for `start`."""

"""The six stages in order, in processes that can be killed, for whatever isn't up to date."""

"""A house in the format of an earlier version → the same house in today's.

`house_files` reads it as text, each of `steps` knows one change of a format, `upgrade` applies them in order and says
what they did.
"""

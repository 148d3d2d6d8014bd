"""What people and programs do to a finished file.

Each edit says by what it is made whether it matters: `harmful` ones change something on paper, on a screen, for a
screen reader or on a click; `harmless` ones nothing. No edit knows how a file is judged.
"""

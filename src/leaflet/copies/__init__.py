"""Copies of a finished piece for clinics: the piece, byte for byte, and at its end what fills the clinic's box.

A PDF may be added to at its end (ISO 32000-1, 7.5.6). What was shown of the piece's own bytes stays true of them; what
is added is shown for each copy.
"""

from leaflet.copies.press import BoxFullError, Copy, Piece, Press, Shape, boxed, direct, prepare, shape
from leaflet.copies.print_file import Sheet, print_file
from leaflet.copies.reading import faults
from leaflet.copies.shaping import CannotShapeError
from leaflet.copies.stamp import NoBoxError

__all__ = [
    "BoxFullError",
    "CannotShapeError",
    "Copy",
    "NoBoxError",
    "Piece",
    "Press",
    "Shape",
    "Sheet",
    "boxed",
    "direct",
    "faults",
    "prepare",
    "print_file",
    "shape",
]

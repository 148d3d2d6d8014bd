"""Lengths: millimetres in the units of PDF and CSS, and the other way round."""

MM_PER_INCH = 25.4
PRINT_DPI = 300
"""Pixels an inch that a picture must have as it is printed: what an office printer and a press show of a photo."""
MM_PER_PT = 25.4 / 72
"""Millimetres in a PDF point."""
PT_PER_MM = 72 / 25.4
MM_PER_PX = 25.4 / 96
"""Millimetres in a CSS pixel."""
PX_PER_MM = 96 / 25.4

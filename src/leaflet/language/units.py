"""Which units measure the same, and how much each is: physics and the calendar, not language."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

_MILLI, _MICRO, _NANO = (Fraction(1, 1000**n) for n in (1, 2, 3))

MEASURES: Mapping[str, tuple[str, Fraction]] = {
    "kg": ("gram", Fraction(1000)),
    "g": ("gram", Fraction(1)),
    "mg": ("gram", _MILLI),
    "ug": ("gram", _MICRO),
    "ng": ("gram", _NANO),
    "l": ("litre", Fraction(1)),
    "dl": ("litre", Fraction(1, 10)),
    "cl": ("litre", Fraction(1, 100)),
    "ml": ("litre", _MILLI),
    "ul": ("litre", _MICRO),
    "km": ("metre", Fraction(1000)),
    "m": ("metre", Fraction(1)),
    "cm": ("metre", Fraction(1, 100)),
    "mm": ("metre", _MILLI),
    "mmol": ("mole", _MILLI),
    "umol": ("mole", _MICRO),
    "nmol": ("mole", _NANO),
    "mmol/l": ("mole per litre", _MILLI),
    "umol/l": ("mole per litre", _MICRO),
    "mg/l": ("gram per litre", _MILLI),
    "g/l": ("gram per litre", Fraction(1)),
    "mg/ml": ("gram per litre", Fraction(1)),
    "ug/l": ("gram per litre", _MICRO),
    "ng/ml": ("gram per litre", _MICRO),
    "mg/kg": ("gram per kilogram", _MILLI),
    "ug/kg": ("gram per kilogram", _MICRO),
    "ms": ("second", _MILLI),
    "second": ("second", Fraction(1)),
    "minute": ("second", Fraction(60)),
    "quarter-hour": ("second", Fraction(15 * 60)),
    "half-hour": ("second", Fraction(30 * 60)),
    "hour": ("second", Fraction(3600)),
    "day": ("second", Fraction(86400)),
    "day-and-night": ("second", Fraction(86400)),
    "2-day": ("second", Fraction(2 * 86400)),
    "week": ("second", Fraction(7 * 86400)),
    "fortnight": ("second", Fraction(14 * 86400)),
    "half-year": ("month", Fraction(6)),
    "quarter-year": ("month", Fraction(3)),
    "month": ("month", Fraction(1)),
    "year": ("month", Fraction(12)),
    "decade": ("month", Fraction(120)),
    "century": ("month", Fraction(1200)),
    "permille": ("percent", Fraction(1, 10)),
}
"""By the unit's id: what it measures, and how many of the measure's own units it is. Others measure themselves."""


def measured(value: Fraction, unit: str) -> tuple[str, Fraction]:
    """`value` of `unit` in the unit of its measure: (gram, 0.5) for 500 mg; degrees Fahrenheit in Celsius."""
    if unit == "fahrenheit":
        return "celsius", (value - 32) * Fraction(5, 9)
    measure, factor = MEASURES.get(unit, (unit, Fraction(1)))
    return measure, value * factor

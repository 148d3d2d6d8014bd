"""Dates, months and days of the week, by a language's rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from leaflet.language.quantities import Quantity, Strength, Value
from leaflet.language.word_patterns import any_of, whole
from leaflet.model import CalendarRules, NumberRules

DATE, WEEKDAY = "date", "weekday"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"


def date_value(year: str | None, month: int, day: int | None) -> Value:
    """A date, or what is known of one."""
    return Value(DATE, f"{year or ''}-{month}-{day or ''}")


class CalendarGrammar:
    """The dates of one language."""

    def __init__(self, rules: CalendarRules, numbers: NumberRules) -> None:
        self.rules = rules
        month = rf"(?P<month>{any_of(name for names in rules.months for name in names)})(?!\w)\.?"
        day = rf"(?P<day>\d{{1,2}})(?:{any_of(numbers.ordinal_endings)})?"
        year = rf"(?:,?\s+{_YEAR})?(?!\w)"
        self._named = (
            re.compile(rf"(?<![\w.,]){day}\s(?:\w\w\s)?{month}{year}"),
            re.compile(rf"(?<!\w){month}\s{day}{year}(?![.,:]\d)"),
            re.compile(rf"(?<!\w){month},?\s{_YEAR}(?!\w)"),
        )
        self._iso = re.compile(rf"(?<![\w-]){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])")
        self._digits = re.compile(rf"(?<![\w/.-])(?P<day>\d{{1,2}})([/.-])(?P<month>\d{{1,2}})\2{_YEAR}(?![\w/-])")
        self._alone = re.compile(rf"(?<!\w)(?P<before>{any_of(rules.before_month)}\s)?{month}")
        self._weekday = re.compile(whole(any_of(name for names in rules.weekdays for name in names)))

    def find(self, text: str) -> Iterator[Quantity]:
        """Every date that has a day or a year."""
        taken: list[tuple[int, int]] = []
        for pattern in (*self._named, self._iso, self._digits):
            for match in pattern.finditer(text):
                values = tuple(self._values(match))
                if values and all(match.end() <= start or end <= match.start() for start, end in taken):
                    taken.append(match.span())
                    yield _quantity(match, values, Strength.DIGITS)

    def find_names(self, text: str) -> Iterator[Quantity]:
        """Months and days of the week that stand alone."""
        for match in self._alone.finditer(text):
            strength = Strength.WORDS if match["before"] else Strength.SOFT
            yield _quantity(match, (date_value(None, self._month(match["month"]), None),), strength)
        for match in self._weekday.finditer(text):
            yield _quantity(match, (Value(WEEKDAY, str(_place(self.rules.weekdays, match[0]))),), Strength.WORDS)

    def _values(self, match: re.Match[str]) -> Iterator[Value]:
        """The dates that a match may mean: 1/2/2027 is two."""
        groups = match.groupdict()
        month, day = self._month(match["month"]), int(groups["day"]) if groups.get("day") else None
        if 1 <= month <= 12 and (day is None or 1 <= day <= 31):
            yield date_value(groups.get("year"), month, day)
        if self.rules.month_first and match.re is self._digits and day and day <= 12:
            yield date_value(groups.get("year"), day, month)

    def _month(self, text: str) -> int:
        return int(text) if text.isdigit() else _place(self.rules.months, text)


def _place(names: tuple[tuple[str, ...], ...], text: str) -> int:
    """Which of `names` is `text`, from 1."""
    return next(n for n, forms in enumerate(names, 1) if any(fnmatchcase(text.casefold(), f.casefold()) for f in forms))


def _quantity(match: re.Match[str], values: tuple[Value, ...], strength: Strength) -> Quantity:
    return Quantity(frozenset(values), match[0], match.start(), match.end(), strength)

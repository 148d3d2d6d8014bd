"""A place that hands leaflets out, and its box on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal, Union, get_args, get_origin

from leaflet.model.locale import Locale
from leaflet.model.record import Id, NonEmptyStr, Record


@dataclass(frozen=True)
class Logo:
    """A clinic's picture, checked and found harmless: an SVG of the allow-list, or a PNG of few pixels."""

    data: bytes
    media_type: Literal["image/svg+xml", "image/png"]


class Clinic(Record):
    """A place that hands leaflets out: what the clinic's box of its copies holds. One row of a list of clinics."""

    id: Id
    name: NonEmptyStr
    address: NonEmptyStr
    phone: NonEmptyStr
    hours: NonEmptyStr | None = None
    emergency: NonEmptyStr | None = None
    """A line that the clinic itself answers when it is closed; never in the place of the country's emergency number."""
    web: NonEmptyStr | None = None
    """An `https://` address."""
    logo: Logo | None = None
    languages: tuple[str, ...] = ()
    """Languages or locales in which it wants copies; none means all."""

    @classmethod
    @cache
    def text_fields(cls) -> tuple[str, ...]:
        """Names of the fields that hold text to print: all of them are proven, and searched for what no box may say."""
        return tuple(name for name, field in cls.model_fields.items() if name != "id" and _is_text(field.annotation))

    def texts(self, fields: Iterable[str]) -> Iterator[tuple[str, str]]:
        """(name, text) of those of `fields` that it has."""
        return ((name, text) for name in fields if (text := getattr(self, name)))

    def wants_locale(self, locale: Locale) -> bool:
        """Does it want copies in `locale`?"""
        return not self.languages or bool({locale.language, str(locale)} & set(self.languages))


def _is_text(annotation: object) -> bool:
    """Is a field of this type a text, or one that may be missing? (A list of texts is none.)"""
    return annotation is str or (
        get_origin(annotation) in (Union, Annotated) and any(_is_text(part) for part in get_args(annotation))
    )


CLINIC_BOX = "clinic"
"""Title of the structure element of a clinic's box, by which it is found again."""


@dataclass(frozen=True)
class ClinicBox:
    """The clinic's box on the page: the room inside its frame."""

    page: int
    """From 1."""
    left_mm: float
    top_mm: float
    """From the paper's top left corner."""
    width_mm: float
    height_mm: float

    @property
    def area_mm(self) -> tuple[float, float, float, float]:
        """Its left, top, right and bottom edge from the paper's top left corner."""
        return self.left_mm, self.top_mm, self.left_mm + self.width_mm, self.top_mm + self.height_mm


@dataclass(frozen=True)
class ClinicLine:
    """A line in the clinic's box."""

    kind: Literal["name", "address", "phone", "emergency", "web"]
    text: str

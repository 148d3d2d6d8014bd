"""One edit of a finished file, and how it is made."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from violations.content import Commands, commands_of, put_commands

Change = Callable[[Pdf], None]


@dataclass(frozen=True)
class Edit:
    """An edit of the bytes of a file."""

    name: str
    """Kind and what is done: `notes/stamp`."""
    apply: Callable[[bytes], bytes]


def saved(change: Change, **options: object) -> Callable[[bytes], bytes]:
    """The file after `change` of its objects, saved by pikepdf with `options`."""

    def apply(pdf: bytes) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            change(opened)
            opened.save(out, **options)
        return out.getvalue()

    return apply


def edits_of(family: str, changes: Mapping[str, Change]) -> Iterator[Edit]:
    """An edit for each of `changes`."""
    for name, change in changes.items():
        yield Edit(f"{family}/{name}", saved(change))


def commands_changed(change: Callable[[Pdf, Commands], Commands], page: int = 0) -> Change:
    """The page drawn by what `change` makes of its commands."""
    return lambda pdf: put_commands(pdf, page, change(pdf, commands_of(pdf, page)))


def appended(commands: bytes, page: int = 0, **resources: object) -> Change:
    """Draw `commands` over the page, in points from its lower left corner; `resources` are added as `ExtGState_x`."""

    def change(pdf: Pdf) -> None:
        for name, value in resources.items():
            kind, _, own = name.partition("_")
            inside = pdf.pages[page].Resources
            if f"/{kind}" not in inside:
                inside[f"/{kind}"] = Dictionary()
            inside[f"/{kind}"][f"/{own}"] = pdf.make_indirect(value(pdf) if callable(value) else value)
        pdf.pages[page].contents_add(b"q", prepend=True)
        pdf.pages[page].contents_add(b"Q " + commands)

    return change


def first(pdf: Pdf, kind: str) -> pikepdf.Object:
    """The first structure element of a kind, such as `/P`."""
    return next(
        o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/S") == kind and o.get("/Type") == "/StructElem"
    )


def elements(pdf: Pdf) -> list[pikepdf.Object]:
    """All structure elements, by number."""
    return [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == "/StructElem"]


def setting(target: Callable[[Pdf], pikepdf.Object], key: str, value: object) -> Change:
    """`value` for `key` of `target`; a function of the file is called for it."""

    def change(pdf: Pdf) -> None:
        made = value(pdf) if callable(value) else value
        target(pdf)[f"/{key}"] = String(made) if isinstance(made, str) and not isinstance(made, Name) else made

    return change


def root(pdf: Pdf) -> pikepdf.Object:
    """The catalog."""
    return pdf.Root


def page(number: int) -> Callable[[Pdf], pikepdf.Object]:
    """A page, from 0."""
    return lambda pdf: pdf.pages[number].obj


def numbers(*values: float) -> Array:
    """An array of numbers."""
    return Array(list(values))

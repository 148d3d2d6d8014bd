"""The fonts of a house's brand: families that leaflet trusts, and files of the house's own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from leaflet import fonts
from leaflet.messages import did_you_mean
from leaflet.model import SOURCES_FOLDER, Brand, FontChoice, OwnFont, PathStep
from leaflet.problem import Problem, Span
from leaflet.read.file_names import is_safe_path
from leaflet.read.text_file import Problems, read_bytes

NAME = "untrusted-font"
_NO_LICENCE = frozenset({"none", "noassertion", "unknown", "todo", "?", "-"})
"""What says that nobody knows; the first two are SPDX's words for it."""
_FILE_HINT = "put the file into `sources/brand/` and write its path from `sources` on: `brand/House-Regular.ttf`"
_FONT_HINT = "take another file of the family, or ask whoever made it; leaflet needs a static TrueType file (`.ttf`)"


def read_fonts(root: Path, brand: Brand) -> tuple[dict[str, FontChoice], Problems]:
    """The choices of `brand` with their own files, by what they are for, and what is wrong with them."""
    read: dict[str, FontChoice] = {}
    problems: list[Problem] = []
    for use, choice in brand.choices:
        own, faults = _own_fonts(root, brand, use, choice) if choice.file else ((), tuple(_family_faults(choice)))
        read[use] = choice.model_copy(update={"own": own})
        problems += faults
    return read, tuple(dict.fromkeys(problems))


def _family_faults(choice: FontChoice) -> Iterator[Problem]:
    family, span = choice.family or "", choice.span("family")
    known = ", ".join(f"`{name}`" for name in fonts.TEXT_FAMILIES)
    if family not in fonts.TEXT_FAMILIES:
        hint = f"{did_you_mean(family, fonts.TEXT_FAMILIES)}trusted are {known}; or give a `file` of your own"
        yield Problem(NAME, f"`{family}` isn't a family that leaflets are set in", hint, span)
    elif missing := [f for f in fonts.FONTS if f.family == family and fonts.trusted_file(f.file) is None]:
        hint = f"`leaflet doctor` says how to install it; on Debian or Ubuntu, `apt-get install {missing[0].package}`"
        message = f"`{missing[0].file}` of the family `{family}` is missing on this machine, or is another version"
        yield Problem("missing-font", message, hint, span)


def _own_fonts(
    root: Path, brand: Brand, use: Literal["text", "headings"], choice: FontChoice
) -> tuple[tuple[OwnFont, ...], Problems]:
    """The files of `choice`, all or none."""
    plain, problems = _own_font(root, (choice.file or "", choice.sha256 or "", 400), brand, ("fonts", use))
    own = [plain] if plain else []
    if (choice.licence or "").casefold() in _NO_LICENCE:
        hint = "write its SPDX id, such as `OFL-1.1`, or in words what the seller allows"
        message = f"`{choice.licence}` isn't a licence: may the font stand in files that you hand out?"
        problems = (*problems, Problem(NAME, message, hint, brand.span("fonts", use, "licence")))
    if choice.bold:
        bold, faults = _own_font(root, (choice.bold.file, choice.bold.sha256, 700), brand, ("fonts", use, "bold"))
        problems, own = (*problems, *faults), [*own, *([bold] if bold else [])]
    elif use == "text":
        message = "running text needs bold letters, too: what is emphasized would look like all the rest"
        hint = "give the family's bold file under `bold:`, with its `file` and `sha256`"
        problems = (*problems, Problem(NAME, message, hint, brand.span("fonts", use, "file")))
    return ((), problems) if problems else (tuple(own), ())


def _own_font(
    root: Path, named: tuple[str, str, Literal[400, 700]], brand: Brand, at: tuple[PathStep, ...]
) -> tuple[OwnFont | None, Problems]:
    from leaflet.fonts.own_font import MAX_BYTES, UnusableFontError, read_own_font  # noqa: PLC0415 -- slow, and rare

    (path, checksum, weight), span = named, brand.span(*at, "file")
    if not is_safe_path(path):
        return None, (Problem(NAME, f"`{path}` isn't a file below `sources`", _FILE_HINT, span),)
    data, problems = read_bytes(root, f"{SOURCES_FOLDER}/{path}", within=SOURCES_FOLDER, limit=MAX_BYTES)
    if data is None:
        return None, tuple(replace(problem, span=span) for problem in problems)
    found = hashlib.sha256(data).hexdigest()
    if found != checksum.lower():
        return None, (_other_file(path, found, brand.span(*at, "sha256")),)
    try:
        content = read_own_font(data)
    except UnusableFontError as error:
        return None, (Problem(NAME, f"the font `{path}` {error}", _FONT_HINT, span),)
    return OwnFont(data, weight, content.name, content.signs), ()


def _other_file(path: str, found: str, span: Span) -> Problem:
    message = f"`{path}` isn't the file that was checked: its checksum is {found}"
    hint = "look where it comes from; where it is the right one, write this checksum"
    return Problem(NAME, message, hint, span)

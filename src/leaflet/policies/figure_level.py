"""A drawing shows another level of evidence than its claim has.

Why: a picture is looked at first, and believed. A level that is drawn by hand stays as it was when the claim changes,
and then the drawing promises what the text beside it takes back.

Fix: put the words of a level, and its shape, into an element with `data-claim="…"` that names the claim, and let them
say what the claim's level is called in `sources/evidence.yaml`; of a contested claim also that studies disagree. A
shape is a copy (`<use href="#animal"/>`) of one that has the level's id; the shape of a dispute has the id `contested`.
The description, for who can't see it, names the same levels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.model import Figure, FigureLevel, Library
from leaflet.policies.terms import find_terms
from leaflet.problem import Problem, Span

NAME = "figure-level"
CONTESTED = "contested"
"""What stands for a dispute where levels are told by their ids: the id of its shape."""
_HINT = "let the drawing show the level that the claim has, as it is called in sources/evidence.yaml"
_UNBOUND_HINT = "put it into an element with `data-claim` and the id of the claim whose level it is"


def check(library: Library, today: date) -> Iterator[Problem]:
    """What drawings show of levels and isn't so, each fault once, in the language in which it is seen first."""
    found: dict[tuple[str, ...], tuple[Problem, list[str]]] = {}
    source = library.house.source_language
    for edition in sorted(editions(library, today), key=lambda e: e.locale.language != source):
        for figure in (block for block in edition.blocks() if isinstance(block, Figure)):
            for key, problem in _faults(edition, figure):
                name = (edition.topic.id, figure.id, *key)
                found.setdefault(name, (problem, []))[1].append(edition.id)
    for problem, ids in found.values():
        yield replace(problem, editions=tuple(ids))


def _faults(edition: Edition, figure: Figure) -> Iterator[tuple[tuple[str, ...], Problem]]:
    """What is wrong with the levels of `figure`, each with what it is known by; its description where that is all.

    They rest on what the levels are called: a label that is wrong is told where it stands, and not of each drawing.
    """
    words, is_wrong = _words(edition), False
    labels = frozenset(str(level.span("label")) for level in edition.ladder.levels)
    has_shapes = any(shape in words.values() for level in figure.levels for shape in level.shapes)
    for number in range(len(figure.levels)):
        for kind, message, span in _level_faults(edition, figure, number, words, has_shapes):
            is_wrong = True
            hint = _UNBOUND_HINT if kind == "shape" else _HINT
            yield ("levels", str(number), kind), Problem(NAME, message, hint, span, rests_on=labels)
    bound = {n for level in figure.levels for n in level.strings}
    for number, text in enumerate(figure.strings):
        if number not in bound and text.casefold() in words:
            is_wrong = True
            message = f"“{text}” in the drawing is a level's, and belongs to no claim"
            yield ("strings", str(number)), Problem(NAME, message, _UNBOUND_HINT, figure.span("strings", number))
    yield from () if is_wrong else _description_faults(edition, figure, words)


def _description_faults(
    edition: Edition, figure: Figure, words: dict[str, str]
) -> Iterator[tuple[tuple[str, ...], Problem]]:
    """Levels that the description names and the drawing hasn't, or the other way round."""
    number = len(figure.strings) - len(figure.labels) - 1
    if not figure.description or not any(level.claim for level in figure.levels):
        return
    described = {words[found[0].casefold()] for found in find_terms(_labels(edition), figure.strings[number])}
    drawn = {words[text.casefold()] for text in figure.labels if text.casefold() in words}
    if described != drawn and not _is_untranslated(edition, figure, FigureLevel(claim="", strings=(number,))):
        message = f"the drawing's description names {_names(edition, described)}; drawn is {_names(edition, drawn)}"
        hint = "name in <desc> each level that is drawn, as it is called in sources/evidence.yaml, and no other"
        yield ("description",), Problem(NAME, message, hint, figure.span("strings", number))


def _words(edition: Edition) -> dict[str, str]:
    """What the edition calls each level, and a dispute: its id by its words."""
    ladder = edition.ladder
    named = {level.label.casefold(): level.id for level in ladder.levels}
    return {**named, ladder.contested_label.casefold(): CONTESTED}


def _level_faults(
    edition: Edition, figure: Figure, number: int, words: dict[str, str], has_shapes: bool
) -> Iterator[tuple[str, str, Span]]:
    """(kind, message, place) of what the part with this number shows and its claim isn't."""
    level = figure.levels[number]
    drawn = tuple(shape for shape in level.shapes if shape in words.values())
    if not level.claim:
        if drawn:
            yield "shape", f"the shape `{drawn[0]}` in the drawing belongs to no claim", figure.span("levels", number)
        return
    claim = next((claim for claim in edition.topic.claims if claim.id == level.claim), None)
    if claim is None or edition.ladder.level(claim.level) is None:  # `unknown-claim`, `unknown-level`
        return
    wanted = {claim.level, *((CONTESTED,) if claim.contested else ())}
    said = {words[text]: n for n in level.strings if (text := figure.strings[n].casefold()) in words}
    is_said = f"whose level is {_names(edition, wanted)}"
    if set(said) != wanted and not _is_untranslated(edition, figure, level):
        others = (n for n in level.strings if n not in said.values())
        wrong = (*(n for name, n in said.items() if name not in wanted), *others)
        span = figure.span("strings", wrong[0]) if wrong else figure.span("levels", number)
        yield "words", f"the drawing says {_names(edition, set(said))} of claim `{claim.id}`, {is_said}", span
    elif has_shapes and set(drawn) != wanted:
        shapes = " and ".join(f"`{shape}`" for shape in drawn) or "no level"
        message = f"the drawing has the shape of {shapes} for claim `{claim.id}`, {is_said}"
        yield "shapes", message, figure.span("levels", number)


def _names(edition: Edition, ids: set[str]) -> str:
    """`“animals” and “studies disagree”`, in the order of the ladder."""
    said = [f"“{text}”" for text in _labels(edition) if _words(edition)[text.casefold()] in ids]
    return " and ".join(said) or "no level"


def _labels(edition: Edition) -> tuple[str, ...]:
    return (*(level.label for level in edition.ladder.levels), edition.ladder.contested_label)


def _is_untranslated(edition: Edition, figure: Figure, level: FigureLevel) -> bool:
    """Is it in another language, and some of it not out of a catalog (`missing-translation`)?"""
    spans = (
        *(figure.span("strings", n) for n in level.strings),
        *(rung.span("label") for rung in edition.ladder.levels),
    )
    is_source = edition.locale.language == edition.house.source_language
    return not is_source and any(not span.path.endswith(".po") for span in spans)

"""CommonMark's examples and the Big List of Naughty Strings, as prose and in other places, all the way to the page.

Each is either refused, at its place, or printed whole: no crash, nothing alive, no block lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.pofile import normalize
from grounds import TEXT, TODAY, lay_out, way_through
from markup import alive, parsed, tags, text
from naughty import examples, strings
from samples import edition, meta, topic

from leaflet.build.pipeline import check
from leaflet.compose.document import compose
from leaflet.compose.markdown_prose import PROSE_ATTRIBUTES, prose_html
from leaflet.editions.from_library import editions
from leaflet.inspect.pages import read_pages
from leaflet.language.normalization import normalized
from leaflet.model import Locale, Prose
from leaflet.problem import Problem, Severity, Span
from leaflet.read.prose import read_prose
from leaflet.read.text_file import decode
from leaflet.render.document import render

HEADING = '## {} {{: #{} for="patient" role="background" }}\n\n'
ENGLISH = Locale("en", "NL")
MANY = 250
"""Texts in one document."""
LINK = re.compile(r"\]\((?:https://|tel:)(?:[^\s()]|\([^\s()]*\))+\)")
BARE = re.compile(r"<(https://[^\s<>\\]+)>")
MARKER = re.compile(r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+")
BAR = re.compile(r"(?<!\\)\|")
TOPIC = "sources/topics/tiny"
SOURCES = Path(__file__).parents[1] / "policies/base"


def _all() -> dict[str, str]:
    return {**examples(), **strings()}


def test_there_are_as_many_as_were_promised():
    assert (len(examples()), len(strings())) == (652, 461)


# One by one, as far as the page's HTML


def test_as_prose_each_is_refused_at_its_place_or_kept_whole():
    faults = {name: found for name, body in _all().items() if (found := list(_prose_faults(body)))}
    assert not faults


def _prose_faults(body: str) -> Iterator[str]:
    blocks, problems = _read(body)
    lines = re.split(r"\r\n|\r|\n", HEADING.format("T", "t") + body)
    for problem in problems:
        span = problem.span
        if not (3 <= span.line <= len(lines) and 1 <= span.column <= len(lines[span.line - 1]) + 1):
            yield f"{span} is not a place in it: {problem.message}"
    for block in () if _is_refused(problems) else blocks:
        html = str(prose_html(block, ENGLISH))
        yield from alive(html)
        yield from (f"<{tag}>" for tag in tags(html) - set(PROSE_ATTRIBUTES))
        if normalized(text(html)) != normalized("".join(_kept(block.markdown))):
            yield f"{block.markdown!r} becomes {html!r}"


def _read(body: str) -> tuple[tuple[Prose, ...], tuple[Problem, ...]]:
    """The paragraphs and lists that `body` holds under a heading, and what is wrong with it."""
    file, problems = decode("t.md", (HEADING.format("T", "t") + body).encode("utf-8", "surrogatepass"))
    if file is None:
        return (), problems
    sections, problems = read_prose(file, _no_figure)
    return tuple(b for s in sections for b in s.blocks if isinstance(b, Prose)), problems


def _no_figure(name: str, path: str, span: Span) -> tuple[None, tuple[Problem, ...]]:
    return None, (Problem("missing-file", f"{name}: no {path}", "none", span),)


def _is_refused(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _kept(markdown: str) -> Iterator[str]:
    """What a reader must see: all but links' addresses and the signs of lists, tables and quotations.

    Computed here, not by the product.
    """
    for line in BARE.sub(r"\1", LINK.sub("]", markdown)).split("\n"):
        if MARKER.match(markdown):
            yield MARKER.sub("", line)
        elif markdown.startswith(("|", ">")):
            yield BAR.sub("", line) if markdown[0] == "|" else line.removeprefix(">")
        else:
            yield line


def test_as_a_title_each_is_text(repository):
    faults = {name: found for name, title in strings().items() if (found := list(_title_faults(title, repository)))}
    assert not faults


def _title_faults(title: str, repository: Path) -> Iterator[str]:
    titled = topic(meta=meta().model_copy(update={"title": title, "subtitle": title}))
    base = edition(topic=titled)
    layout = base.layout.model_copy(update={"folder": repository / "layouts/large-print", "id": "large-print"})
    html = compose(edition(topic=titled, layout=layout))
    yield from alive(html)
    headings = ["".join(element.itertext()) for element in parsed(html).iter("h1")]
    if [normalized(words) for words in headings] != [normalized(title)]:
        yield f"{title!r} becomes {headings}"


# All together, all the way


Starts = Mapping[str, Sequence[tuple[int, str]]]
"""For each file the lines at which texts begin, with their names, in order."""


@dataclass(frozen=True)
class Place:
    """Where texts are put."""

    name: str
    write: Callable[[Path, Mapping[str, str]], Starts]
    locale: str = "en-NL"

    def __str__(self) -> str:
        return self.name


def _as_prose(root: Path, texts: Mapping[str, str]) -> Starts:
    parts = {name: f"\n{HEADING.format(name, _id(name))}{body}\n" for name, body in texts.items()}
    return {TEXT: _written(root / TEXT, _before(TEXT), parts)}


def _as_claims(root: Path, texts: Mapping[str, str]) -> Starts:
    """As the patient's wording of claims, each set in the running text."""
    path = f"{TOPIC}/claims.yaml"
    parts = {name: _claim(_id(name), f"In mice, {body}") for name, body in texts.items()}
    (root / TEXT).write_text(_before(TEXT) + "".join(f"\n[[{_id(name)}]]\n" for name in texts), "utf-8")
    return {path: _written(root / path, _before(path), parts)}


def _before(path: str) -> str:
    """The file as nobody has changed it."""
    return (SOURCES / path).read_text("utf-8")


def _claim(name: str, wording: str) -> str:
    fields = {
        "id": name,
        "patient": wording,
        "clinician": "In mice, cells grew.",
        "level": "animal",
        "contested": True,
        "studied": "12 mice",
        "supported_by": ["smith2020"],
        "disputed_by": ["jones2021"],
        "does_not_show": "It does not show what goes on in people.",
    }
    return f"- {json.dumps(fields, ensure_ascii=False)}\n"


def _as_questions(root: Path, texts: Mapping[str, str]) -> Starts:
    """As values of a YAML file."""
    path = f"{TOPIC}/uncertainties.yaml"
    parts = {name: _question(_id(name), body) for name, body in texts.items()}
    return {path: _written(root / path, _before(path), parts)}


def _question(name: str, words: str) -> str:
    fields = {"id": name, "question": words, "why_open": "No one has looked.", "ask": "Ask what is known."}
    return f"- {json.dumps(fields, ensure_ascii=False)}\n"


def _as_translations(root: Path, texts: Mapping[str, str]) -> Starts:
    """As the Dutch translations of paragraphs, the fifth of a section and those after it."""
    path = f"{TOPIC}/nl.po"
    (root / TEXT).write_text(_before(TEXT) + "\nIt is so.\n" * len(texts), "utf-8")
    parts = {
        name: f'\nmsgctxt "block/found.{number}/markdown"\nmsgid "It is so."\nmsgstr {normalize(body)}\n'
        for number, (name, body) in enumerate(texts.items(), 5)
    }
    return {path: _written(root / path, _before(path), parts)}


def _id(name: str) -> str:
    return name.replace(" ", "-")


def _written(file: Path, begin: str, parts: Mapping[str, str]) -> list[tuple[int, str]]:
    """Write `parts` under `begin`; the line at which each begins."""
    whole, starts = begin, [(1, "begin")]
    for name, part in parts.items():
        starts.append((whole.count("\n") + 1, name))
        whole += part
    file.write_text(whole, "utf-8", newline="")
    return starts


def _acceptable(texts: Mapping[str, str]) -> dict[str, str]:
    """Those that stand in one section: what the reader refuses by itself, another test reports."""
    return {name: body.replace("\r", "\n") for name, body in texts.items() if _is_prose(body)}


def _is_prose(body: str) -> bool:
    blocks, problems = _read(body)
    return bool(blocks) and not _is_refused(problems) and "[[" not in body


def _one_line(texts: Mapping[str, str]) -> dict[str, str]:
    """Those that a file of one line a text can hold: what no source may hold, another test reports."""
    return {name: body for name, body in texts.items() if body.strip() and decode("x", body.encode())[0]}


PLACES = {
    Place("prose", _as_prose): 2,
    Place("claims", _as_claims): 2,
    Place("YAML", _as_questions): 2,
    Place("translations", _as_translations, "nl-NL"): 2,
}
"""With how many documents they take."""


@pytest.mark.slow
@pytest.mark.parametrize(("place", "number"), [(p, n) for p, many in PLACES.items() for n in range(many)], ids=str)
def test_all_the_way_each_is_refused_or_printed_whole(tmp_path, place, number):
    batches = _batches(_acceptable(_all()) if place.name == "prose" else _one_line(strings()))
    assert len(batches) == PLACES[place]
    root = tmp_path / "project"
    lay_out(root)
    printed = _sifted(root, place, batches[number])
    assert len(printed) > 20
    assert not list(_lost(root, place, printed))


def _batches(texts: Mapping[str, str]) -> list[dict[str, str]]:
    names = list(texts)
    return [{name: texts[name] for name in names[start : start + MANY]} for start in range(0, len(names), MANY)]


def _sifted(root: Path, place: Place, texts: Mapping[str, str]) -> dict[str, str]:
    """What the checks let through of `texts`, once each problem was reported at one of them."""
    while True:
        starts = place.write(root, texts)
        found = {_culprit(starts, p) for p in check(root, TODAY)[1] if _stops(p, place.locale)}
        if not found:
            return dict(texts)
        assert found <= set(texts)
        texts = {name: body for name, body in texts.items() if name not in found}


def _stops(problem: Problem, locale: str) -> bool:
    concerned = not problem.editions or any(name.endswith(locale) for name in problem.editions)
    return problem.severity is Severity.ERROR and concerned


def _culprit(starts: Starts, problem: Problem) -> str:
    """The text that a problem is about: the last that begins before it."""
    return [name for line, name in starts[problem.span.path] if line <= problem.span.line][-1]


def _lost(root: Path, place: Place, texts: Mapping[str, str]) -> Iterator[str]:
    """Those that are printed in part and let through.

    What is not found among all the others, or has no font, is set once more by itself: then preflight must refuse it,
    or it must be there.
    """
    html, words = _set(root, place, texts)
    assert not list(alive(html))
    for name in (name for name, body in texts.items() if not _is_there(place, body, words)):
        alone = root.parent / name
        lay_out(alone)
        place.write(alone, {name: texts[name]})
        result = way_through(alone, place.locale)
        if not result.errors and not _is_there(place, texts[name], _words(result.pdf)):
            yield f"{name}: {texts[name]!r}"


def _set(root: Path, place: Place, texts: Mapping[str, str]) -> tuple[str, str]:
    """(HTML, letters of the PDF) of `texts` in one document; characters for which there is no font are left out."""
    place.write(root, texts)
    library, _ = check(root, TODAY)
    (chosen,) = [e for e in editions(library, TODAY) if str(e.locale) == place.locale]
    html = compose(chosen)
    rendered = render(html, chosen.layout.folder)
    boxes = {chr(int(code, 16)) for code in re.findall(r"\(U\+([0-9A-F]+)\)", " ".join(rendered.log))}
    return html, "".join(c for c in _words(rendered.pdf) if c not in boxes)


def _words(pdf: bytes) -> str:
    return "".join(page.text for page in read_pages(pdf))


def _is_there(place: Place, body: str, words: str) -> bool:
    """Are the letters of every block of `body` among `words`?"""
    markdown = place.name in ("prose", "translations")
    blocks = [block.markdown for block in _read(body)[0]] if place.name == "prose" else [body]
    return all(normalized("".join(_kept(block)) if markdown else block) in words for block in blocks)

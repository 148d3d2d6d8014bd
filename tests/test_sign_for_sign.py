"""Whatever an editor types is printed sign for sign, or refused at its line: every sign, all markup, every field.

What must be seen is worked out here from what was typed, not by the product: of running text all but the signs that
docs/editors.md calls markup, of all other texts everything.
"""

from __future__ import annotations

import html
import re
import string
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from samples import claim, contact, disclaimer, house, layout, library, meta, section, topic, uncertainty

from leaflet import fonts
from leaflet.compose.document import compose
from leaflet.compose.markdown_prose import prose_html
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.language.normalization import folded
from leaflet.model import (
    Audience,
    Catalog,
    CatalogEntry,
    Certainty,
    Figure,
    Locale,
    Origin,
    PageBounds,
    Prose,
    Section,
    Subheading,
    map_texts,
    printed_fields,
)
from leaflet.problem import Problem, Span
from leaflet.read.catalogs import translation_problems
from leaflet.read.document import SourceDocument
from leaflet.read.prose import read_prose
from leaflet.read.records import validate
from leaflet.read.text_file import TextFile, decode
from leaflet.render.document import render
from leaflet.running_text.block import parse_block

HEAD = '## Title {: #a for="patient" role="background" }\n\n'
ENGLISH = Locale("en", "NL")
QUOTES = str.maketrans(dict.fromkeys("‘’“”'", '"'))
"""Straight marks become the language's: which of them isn't looked at here."""

# What is typed

SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"))
WORDS = st.sampled_from(
    ["word", "Two words", "2*50 mg", "5*3*2", "3**10", "1,5", "a_b", "<5 mg", "5 < 6", "a ~ b", "é", "0800-0113"]
)
INLINE = st.sampled_from(
    [
        *("**bold**", "*em*", "__b__", "_e_", "***both***", "[a *b*](https://doi.org/x_y_)", "<https://doi.org/a_b>"),
        *(
            r"\*",
            r"\_",
            r"\[",
            r"\\",
            r"\`",
            r"\&amp;",
            r"\<b>",
            "`code`",
            "&nbsp;",
            "&#8212;",
            "<b>",
            "</b>",
            "~~x~~",
            "H~2~O",
        ),
        *("x^2", "==x==", "++x++", "[^1]", "{: .a}", "{emergency}", "{x}", "![a](b)", "[[growth]]", "[a](b)", "[a][b]"),
        *(
            '"quoted"',
            "'90s",
            '5"',
            "--",
            "...",
            "*",
            "**",
            "_",
            "|",
            "#",
            ">",
            "+",
            "-",
            "1.",
            "1986.",
            "<!--",
            "-->",
            "\\",
        ),
        *("&", "&amp", "C:\\x", "www.x.org", "a@b.org", "!!!", ":", "[", "]", "(", ")", "{", "}", "\ue000", "\u200b"),
    ]
)
STARTS = st.sampled_from(
    [
        *(
            "",
            "",
            "",
            "",
            "- ",
            "* ",
            "+ ",
            "1. ",
            "2. ",
            "3. ",
            "1) ",
            "  - ",
            "   1. ",
            "    ",
            "> ",
            ">",
            "| ",
            "# ",
        ),
        *("### ", ": ", "  ", "***", "---", "| --- | --- |", "| a | b |", "[a]: https://x.org", "```", "!!! note"),
        *("- [ ] ", "\t", "\t- "),
    ]
)
TEXTS = st.lists(st.one_of(WORDS, INLINE, st.text(SIGNS, min_size=1, max_size=4)), max_size=6).map(" ".join)
JOINED = st.lists(st.one_of(WORDS, INLINE, st.text(SIGNS, min_size=1, max_size=3)), max_size=4).map("".join)
LINES = st.tuples(STARTS, st.one_of(TEXTS, JOINED), st.sampled_from(["", "", "", "  ", "\\", " |"])).map("".join)
BODIES = st.lists(LINES, min_size=1, max_size=7).flatmap(
    lambda lines: st.sampled_from(["\n", "\n", "\n\n"]).map(lambda between: between.join(lines))
)


def test_all_of_the_body_is_there() -> None:
    """The oracle below sees what is lost, and what is added."""
    assert not list(
        _differences("a *b* 2*50 \\* [c](https://x)", "<p>a <em>b</em> 2*50 * <a href='https://x'>c</a></p>")
    )
    for lost in (
        "<p>a <em>b</em> 250 * <a>c</a></p>",
        "<p>a b 2*50 * <a>c</a></p>",
        "<p>a <em>b</em> 2*50 * <a>d</a></p>",
    ):
        assert list(_differences("a *b* 2*50 \\* [c](https://x)", lost)), lost
    assert list(_differences("- a\n+ b", "<ul><li>a</li><li>b</li></ul>"))
    assert list(_differences("a -- b", "<p>a – b</p>"))


# Running text


@given(BODIES)
@example("Some took 2*50 mg and 3*10 mg.")
@example("Up to 10 mg\n+ 5 mg")
@example("| a | b |\n|---|---|\n| **c** | \\| |")
@example("> a\n>\n> *b*")
@example("1. a\n   - b\n   - c\n2. d")
@example("\n    word")
@settings(max_examples=600, deadline=None)
def test_running_text_is_printed_sign_for_sign_or_refused_at_its_line(body: str) -> None:
    file, _ = decode("text.md", (HEAD + body).encode("utf-8"))
    if file is None:
        return
    sections, problems = read_prose(file, _no_figure)
    lines = file.text.split("\n")
    for problem in problems:
        assert 1 <= problem.span.line <= len(lines)
        assert 1 <= problem.span.column <= len(lines[problem.span.line - 1]) + 1
        assert problem.span.line == 1 or re.search(r"(?m)[^\w\s]|^ {4}|\t", "\n".join(lines[2 : problem.span.line]))
    if problems:
        return
    blocks = [block for part in sections for block in part.blocks]
    assert "".join(file.text.split()) == "" or sections
    typed = _without_headings(file.text.partition("\n")[2])
    written = "".join(str(prose_html(block, ENGLISH)) for block in blocks if isinstance(block, Prose))
    written += "".join(f"<h3>{html.escape(block.title)}</h3>" for block in blocks if isinstance(block, Subheading))
    assert not list(_differences(typed, written)), (typed, written)
    for block in blocks:
        if isinstance(block, Prose):
            parsed = parse_block(block.markdown)
            assert (parsed.faults, parsed.canonical) == ((), block.markdown)


def _no_figure(name: str, path: str, span: Span) -> tuple[None, tuple[Problem, ...]]:
    return None, (Problem("missing-file", f"{name}: no {path}", "none", span),)


def _without_headings(text: str) -> str:
    """The text without remarks and claims' places, its subheadings last, as plain words."""
    text = re.sub(r"^[ \t]*<!--.*?-->[ \t]*\n", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"(?<!\\)<!--.*?-->", "", text, flags=re.DOTALL)
    lines = [line for line in text.split("\n") if not re.fullmatch(r"\s*\[\[[^\[\]]*\]\]\s*", line)]
    titles = [line.strip().lstrip("#") for line in lines if re.match(r"\s{0,3}#{3,6}[ \t]", line)]
    titles = [re.sub(r"([*_\\<>\[\]|])", r"\\\1", title) for title in titles]
    rest = [line for line in lines if not re.match(r"\s{0,3}#{3,6}[ \t]", line)]
    return "\n".join((*rest, "", *titles))


TARGET = re.compile(r"(?<=\])\((?:https://|tel:)(?:[^\s()]|\([^\s()]*\))+\)")
MARKER = re.compile(r"^[ \t]*(?:[-*]|\d+\.)[ \t]+(?=\S)")


def _differences(typed: str, written: str) -> Iterator[str]:
    """What of `typed` isn't seen in the HTML `written`, but for signs that mean something; and what is seen besides."""
    allowed = Counter({"*_": 0})
    text = html.unescape(re.sub(r"<[^>]*>", "", written)).translate(QUOTES)
    for tag, signs in (("em", 1), ("strong", 2)):
        allowed["*_"] += 2 * signs * len(re.findall(rf"<{tag}>", written))
    skipped = Counter[str]()
    seen = iter("".join(text.split()))
    sign = next(seen, "")
    for given_sign, escaped in _signs(typed):
        if given_sign == sign:
            sign = next(seen, "")
        elif escaped or given_sign not in "*_":
            yield f"{given_sign!r} is lost before {sign!r}"
            return
        else:
            skipped["*_"] += 1
    if sign:
        yield f"{sign!r} is added"
    if skipped != +allowed:
        yield f"{skipped} signs are lost, {allowed} have a meaning"


def _signs(typed: str) -> Iterator[tuple[str, bool]]:
    """Each sign that must be seen, and whether it was escaped; `*` and `_` may mean something."""
    for block in re.split(r"\n[ \t]*\n", typed):
        kind = next((line.lstrip()[:1] for line in block.split("\n") if line.strip()), "")
        for number, line in enumerate(line for line in block.split("\n") if line.strip()):
            if kind == "|":
                cells = "" if number == 1 else re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1 ", line)
                yield from _inline(cells)
            elif kind == ">":
                yield from _inline(re.sub(r"^[ \t]*>( |$)", "", line))
            else:
                yield from _inline(MARKER.sub("", line))


def _inline(line: str) -> Iterator[tuple[str, bool]]:
    line = re.sub(r"(?<!\\)<(https://[^\s<>\\]+)>", lambda m: re.sub(r"([*_\\])", r"\\\1", m[1]), line)
    line = re.sub(r"\[((?:\\.|[^\[\]\\])+)\](?=\((?:https://|tel:))", r"\1]", line)
    line = re.sub(rf"\]{TARGET.pattern.removeprefix('(?<=' + chr(92) + '])')}", "", line)
    at = 0
    while at < len(line):
        escaped = line[at] == "\\" and line[at + 1 : at + 2] in (*string.punctuation,) and at + 1 < len(line)
        at += escaped
        if not line[at].isspace():
            yield line[at].translate(QUOTES), escaped
        at += 1


# Remarks


SECRET = "ZZ"
REMARKS = st.lists(
    st.sampled_from([SECRET, " ", "\n", "\n\n", "- a", "## b", "->", "<5", "`", "*", "| a |", "{x}", "> ", "é"]),
    max_size=6,
).map(lambda parts: f"<!--{SECRET} {''.join(parts)}-->")
PLAIN_BODIES = (
    "One *two* three\nfour five.\n\nSix.",
    "- one two\n- three\n  four\n\nFive.",
    "1. one\n   - two three\n\n> four\n> five",
)


@given(st.sampled_from(PLAIN_BODIES), st.lists(st.tuples(st.integers(0, 60), REMARKS), min_size=1, max_size=4))
@settings(max_examples=150)
def test_a_remark_is_left_out_wherever_it_stands_and_changes_nothing(body: str, remarks: list[tuple[int, str]]) -> None:
    places = [match.start() for match in re.finditer(r"(?<=\w)(?= \w)|(?<=[\w.])(?=\n)|\Z", body)]
    typed = body
    for place, remark in sorted(((places[n % len(places)], remark) for n, remark in remarks), reverse=True):
        lead = "\n" if typed[place : place + 1] == "\n" and "\n" in remark else " "
        typed = f"{typed[:place]}{lead}{remark}{typed[place:]}"
    printed = [_markdown(text) for text in (body, typed)]
    assert SECRET not in "".join(printed[1])
    assert printed[0] == printed[1]


def _markdown(body: str) -> list[str]:
    sections, problems = read_prose(TextFile("text.md", HEAD + body), _no_figure)
    assert problems == ()
    return [block.markdown for part in sections for block in part.blocks if isinstance(block, Prose)]


# All other texts


PLAINLY_MARKUP = (
    r"(?<![\w*])\*\*?\w+\*\*?(?![\w*])|`|</?[a-z]+>|&(?:nbsp|amp|lt|gt|quot);|&#\d+;|\]\(|<!--|\{(?!emergency\})"
)


@cache
def _records() -> tuple[Any, ...]:
    """A record of each kind that has texts, every one of them filled."""
    figure = Figure(id="what.9", file="a.svg", svg="<svg/>", strings=("T", "D", "label"), title="T", description="D")
    own = library()
    return (
        meta(),
        claim(certainty=Certainty(rating="low", by="WHO", on=meta().date, outcome="Pain")),  # type: ignore[arg-type]
        uncertainty(),
        contact(hours="Always"),
        disclaimer(),
        house(),
        own.ladder,
        Subheading(id="what.2", level=3, title="Sub"),
        section(blocks=()),
        figure,
    )


@given(st.one_of(TEXTS, JOINED, st.text(SIGNS, min_size=1, max_size=8)))
@example("In **nerve cells**, 5-HT<sub>2A</sub>")
@example("2*50 mg, significant*")
@example("# Title")
@example("<!-- remark -->")
@example("Call {emergency} or {number}")
@settings(max_examples=400, deadline=None)
def test_every_field_keeps_its_text_sign_for_sign_or_is_refused_at_its_place(text: str) -> None:
    text = unicodedata.normalize("NFC", text).strip()
    if not text or len(text) > 2000 or decode("x", text.encode())[0] is None:
        return
    verdicts = {
        _verdict(owner, field.path, text)
        for record in _records()
        for owner, field in printed_fields(record)
        if len(field.text) > 1  # a symbol has room for no more
    }
    assert len(verdicts) == 1
    if verdicts == {"kept"}:
        assert not re.search(PLAINLY_MARKUP, text)


def _verdict(record: Any, path: tuple[Any, ...], text: str) -> str:
    """`kept` where the field at `path` of `record` takes `text` as it is, `refused` where its place is reported."""
    values = record.model_dump(mode="python")
    values.pop("origin", None)
    inner = values
    for step in path[:-1]:
        if isinstance(inner[step], tuple):
            inner[step] = list(inner[step])
        inner = inner[step]
    inner[path[-1]] = text
    place = Span("a.yaml", 7, 3)
    made, problems = validate(type(record), SourceDocument(values, Origin(Span("a.yaml"), {path: place})))
    found = made
    for step in path if made else ():
        found = found[step] if isinstance(step, int) else getattr(found, step)
    assert problems or found == text
    return "refused" if problems else "kept"


@given(TEXTS | JOINED)
@settings(max_examples=200, deadline=None)
def test_a_translation_is_read_by_the_rules_of_its_text(text: str) -> None:
    text = text.strip()
    if not text:
        return
    place = Span("nl.po", 9)
    entries = {(c, "x"): CatalogEntry(text, False, place) for c in ("claim/a/patient", "block/a.1/markdown")}
    for (context, source), entry in entries.items():
        problems = tuple(translation_problems(Catalog(Span("nl.po"), "nl", {(context, source): entry})))
        assert {p.span for p in problems} <= {place}
        if context.startswith("block"):
            assert bool(problems) == bool(parse_block(text).faults)
        elif not problems:
            assert not re.search(PLAINLY_MARKUP, text)


# The place of the emergency number


@pytest.mark.parametrize("name", ["large-print", "clinician-handout", "uncertainty-checklist", "trifold", "one-page"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_emergency_number_is_filled_in_in_every_text(repository: Path, name: str, language: str) -> None:
    made = _all_with(repository, name, "Call {emergency} now", language)
    printed = folded(compose(made))
    assert "{emergency}" not in printed
    texts = [part for text in made.required.texts for part in text.parts]
    assert not [part for part in texts if "{" in part]
    assert printed.count("Call 112 now") >= sum(part.count("Call 112 now") for part in texts) > 5


@given(text=st.text(SIGNS, min_size=1, max_size=9) | TEXTS | JOINED)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_field_keeps_stands_in_the_page_sign_for_sign(repository: Path, text: str) -> None:
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if not text or decode("x", text.encode())[0] is None or _verdict(claim(), ("clinician",), text) == "refused":
        return
    text = text.replace("{emergency}", "112")
    for name in ("large-print", "clinician-handout"):
        printed = folded(html.unescape(compose(_all_with(repository, name, text, "en"))))
        assert printed.count(folded(text)) > 20, name


def _all_with(repository: Path, name: str, text: str, language: str) -> Edition:
    """The edition of the layout `name` in which every text is `text`."""
    figure = Figure(id="what.3", file="a.svg", svg=SVG, strings=("T", "D", "label"), title="T", description="D")
    blocks = (Prose(id="what.1", markdown="Some words."), Subheading(id="what.2", level=3, title="Sub"), figure)
    own = topic(
        claims=(claim(certainty=Certainty(rating="low", by="WHO", on=meta().date, outcome="Pain")),),  # type: ignore[arg-type]
        sections=tuple(
            section(role, role=role, audiences=tuple(Audience), blocks=blocks)
            for role in ("background", "evidence", "aftercare")
        ),
    )
    folder = repository / "layouts" / name
    shows = tuple(yaml.safe_load((folder / "layout.yaml").read_text("utf-8"))["shows"])
    audience = Audience.CLINICIAN if name == "clinician-handout" else Audience.PATIENT
    paper = layout(name, folder=folder, audience=audience, shows=shows, pages=PageBounds(at_most=99))
    base = library(layouts=(paper,), topics=(own,), statements=(disclaimer(), disclaimer("call", kind="emergency")))
    return next(e for e in editions(_with_text(base, text), meta().date) if e.locale.language == language)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>T</title><desc>D</desc><text>label</text></svg>'


def _with_text(base: Any, text: str) -> Any:
    """The library with `text` in the place of every text; of running text only where it is no markup."""

    def changed(record: Any) -> Any:
        return map_texts(record, (), lambda context, old: (old if context.endswith("markdown") else text, None))

    def changed_section(part: Section) -> Section:
        return changed(part).model_copy(update={"blocks": tuple(map(changed, part.blocks))})

    topics = tuple(
        own.model_copy(
            update={
                "meta": changed(own.meta),
                "claims": tuple(map(changed, own.claims)),
                "uncertainties": tuple(map(changed, own.uncertainties)),
                "sections": tuple(map(changed_section, own.sections)),
            }
        )
        for own in base.topics
    )
    levels = tuple(map(changed, base.ladder.levels))
    return replace(
        base,
        topics=topics,
        house=changed(base.house),
        ladder=changed(base.ladder).model_copy(update={"levels": levels}),
        statements=tuple(map(changed, base.statements)),
        contacts=tuple(map(changed, base.contacts)),
    )


# Every sign of the fonts, and the way to paper


@cache
def _font_signs() -> str:
    """Every sign that the fonts of leaflets can show, in one form of Unicode."""
    found: set[int] = set()
    for font in fonts.FONTS:
        path = fonts.trusted_file(font.file)
        assert path, font.file
        with TTFont(path, fontNumber=0, lazy=True) as opened:
            found |= set(opened.getBestCmap())
    signs = map(chr, sorted(found))
    return "".join(c for c in signs if unicodedata.category(c)[0] not in "CZ" and unicodedata.normalize("NFC", c) == c)


def test_every_sign_of_the_fonts_is_printed_or_refused_in_running_text_and_in_fields() -> None:
    signs = _font_signs()
    assert len(signs) > 4000
    kept = []
    for sign in signs:
        body = f"Two {sign} three x{sign}y."
        (part,), problems = read_prose(TextFile("text.md", HEAD + body), _no_figure)
        if not problems:
            kept.append(sign)
            assert not list(_differences(body, str(prose_html(part.blocks[0], ENGLISH)))), sign  # type: ignore[arg-type]
        else:
            assert sign in string.punctuation, sign
            escaped = f"Two \\{sign} three x\\{sign}y."
            (part,), problems = read_prose(TextFile("text.md", HEAD + escaped), _no_figure)
            assert problems == ()
            assert f"Two {sign} three x{sign}y." in html.unescape(str(prose_html(part.blocks[0], ENGLISH)))  # type: ignore[arg-type]
        assert (_verdict(uncertainty(), ("ask",), body) == "refused") == (sign in "^`{}"), sign
    assert set(signs) - set(kept) == set("^`{}")


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 5000, 500))
def test_every_sign_of_the_fonts_comes_out_of_the_pdf(tmp_path: Path, start: int) -> None:
    """Read with pdftotext, which isn't the product's: a sign, or another that the font draws with the same glyph."""
    signs = [sign for sign in _font_signs()[start : start + 500] if unicodedata.category(sign)[0] != "M"]
    same = _same_glyphs()
    page = "".join(f"<p>{html.escape(sign)} x</p>" for sign in signs)
    style = 'font: 12pt Lato, "Noto Sans Symbols2", "Noto Sans Math", "Noto Sans Symbols"'
    document = f"<!doctype html><html lang=en><head><title>t</title></head><body style='{style}'>{page}</body></html>"
    text = set(_pdftotext(tmp_path, render(document, tmp_path).pdf))
    assert not [sign for sign in signs if not text & same.get(sign, {sign})]


BLOCKS = st.lists(st.one_of(TEXTS, BODIES), min_size=1, max_size=40)


@pytest.mark.slow
@given(bodies=BLOCKS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_running_text_comes_out_of_the_pdf_sign_for_sign(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("paper")
    known = set(_font_signs()) | set(" \n\t")
    written = []
    for body in bodies:
        if set(body) <= known and decode("text.md", body.encode())[0]:
            sections, problems = read_prose(TextFile("text.md", HEAD + body), _no_figure)
            written += [b for part in sections for b in part.blocks if isinstance(b, Prose)] if not problems else []
    page = "".join(str(prose_html(block, ENGLISH)) for block in written)
    style = 'font: 9pt Lato, "Noto Sans Symbols2", "Noto Sans Math", "Noto Sans Symbols"; hyphens: manual'
    document = f"<!doctype html><html lang=en><head><title>t</title></head><body style='{style}'>{page}</body></html>"
    seen = Counter(_pdftotext(folder, render(document, folder).pdf))
    wanted = Counter("".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split()))
    same = _same_glyphs()
    for sign, count in wanted.items():
        if sign not in "-\u00ad" and not unicodedata.combining(sign):
            assert sum(seen[other] for other in same.get(sign, {sign})) >= count, sign


def _pdftotext(folder: Path, pdf: bytes) -> str:
    (folder / "a.pdf").write_bytes(pdf)
    return subprocess.run(["pdftotext", folder / "a.pdf", "-"], capture_output=True, check=True, text=True).stdout


@cache
def _same_glyphs() -> dict[str, set[str]]:
    """The signs that some font draws with the same glyph, or Unicode holds for the same, by sign."""
    same: dict[str, set[str]] = {}
    for font in fonts.FONTS:
        path = fonts.trusted_file(font.file)
        assert path, font.file
        by_glyph: dict[str, set[str]] = {}
        with TTFont(path, fontNumber=0, lazy=True) as opened:
            for code, glyph in opened.getBestCmap().items():
                by_glyph.setdefault(glyph, set()).add(chr(code))
        for group in by_glyph.values():
            for sign in group:
                same.setdefault(sign, {sign}).update(group)
    for sign in same:
        same[sign] |= set(unicodedata.normalize("NFKC", sign))
    for number in range(10):  # the two rows of Arabic digits share what looks the same in both
        rows = {chr(0x660 + number), chr(0x6F0 + number)}
        same |= {sign: same.get(sign, set()) | rows for sign in rows}
    return same

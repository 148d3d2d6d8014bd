"""The running text: `text.md` → sections of blocks, each with its location.

Only what the contract of the format names is read: headings, paragraphs, lists, tables, quotations, the place of a
claim (`[[id]]`) and the place of a figure (`![](figures/name.svg)`). Remarks (`<!-- … -->`) are left out first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from leaflet.model import Block, ClaimPlaceholder, Figure, Located, Origin, Picture, Prose, Section, Subheading, is_id
from leaflet.problem import Span
from leaflet.read.document import SourceDocument
from leaflet.read.pictures import PictureFile, described, is_picture_path, words_span
from leaflet.read.prose_blocks import (
    CLAIM,
    FIGURE,
    SNIPPET,
    block_texts,
    heading_level,
    heading_parts,
    one_line,
)
from leaflet.read.prose_faults import block_problems, indentation_problems, title_problems, unsupported
from leaflet.read.prose_headings import HEADING_HINT, attributes_of, section_heading
from leaflet.read.prose_remarks import without_remarks
from leaflet.read.records import validate, without_duplicates
from leaflet.read.text_file import Problems, TextFile
from leaflet.running_text.block import parse_block
from leaflet.running_text.placed_text import PlacedText

FigureReader = Callable[[str, str, Span], tuple[Figure | PictureFile | None, Problems]]
"""(block id, file as written, location) → the drawing, or the picture that is still to be described."""
SnippetReader = Callable[[str, Span], tuple[tuple[Block, ...], Problems]]
"""(id as written, location) → what the snippet holds."""


@dataclass
class _SectionText:
    """A section under construction: its heading and the blocks below it."""

    heading: PlacedText
    blocks: list[PlacedText] = field(default_factory=list)


def no_snippets(name: str, span: Span) -> tuple[tuple[Block, ...], Problems]:
    """Nothing: where no snippet is known, none is missed."""
    return (), ()


def read_prose(
    file: TextFile, read_figure: FigureReader, read_snippet: SnippetReader = no_snippets
) -> tuple[tuple[Section, ...], Problems]:
    """The sections of a `text.md`, and every problem in it. `read_figure` reads a figure."""
    file, remark_problems = without_remarks(file)
    section_texts, problems = _section_texts(file)
    problems = (*remark_problems, *problems)
    sections: list[Section] = []
    for section_text in section_texts:
        section, faults = _section(file, section_text, read_figure, read_snippet)
        sections += [section] if section else []
        problems += faults
    kept, duplicates = without_duplicates(sections)
    return kept, (*problems, *duplicates)


def _section_texts(file: TextFile) -> tuple[list[_SectionText], Problems]:
    """The file split at its section headings; a problem for text before the first."""
    section_texts: list[_SectionText] = []
    problems: Problems = ()
    for block_text in block_texts(file.text):
        if heading_level(block_text.content) in (1, 2):
            section_texts.append(_SectionText(block_text))
        elif section_texts:
            section_texts[-1].blocks.append(block_text)
        elif not problems:
            problems = (
                unsupported(
                    file.span(block_text.content_offset), "text must stand under a section heading", HEADING_HINT
                ),
            )
    if not section_texts and not problems:
        problems = (unsupported(file.span(0), "the running text must have at least one section", HEADING_HINT),)
    return section_texts, problems


def _section(
    file: TextFile, section_text: _SectionText, read_figure: FigureReader, read_snippet: SnippetReader
) -> tuple[Section | None, Problems]:
    values, spans, problems = section_heading(file, section_text.heading)
    name = str(values.get("id", "section"))
    pairs = [
        _placed_snippet(file, block_text, read_snippet)
        if SNIPPET.fullmatch(block_text.content)
        else read_block(file, block_text, f"{name}.{n}", read_figure)
        for n, block_text in enumerate(section_text.blocks, 1)
    ]
    placed = ((SNIPPET.fullmatch(text.content), text.content_offset) for text in section_text.blocks)
    spans |= {f"snippet.{match[1].strip()}": file.span(offset) for match, offset in placed if match}
    below = tuple(p for _, faults in pairs for p in faults)
    values["blocks"] = tuple(block for blocks, _ in pairs for block in blocks)
    section, faults = (
        (None, ()) if problems else _record(Section, file.span(section_text.heading.content_offset), values, spans)
    )
    return section, (*problems, *faults, *below)


def _placed_snippet(
    file: TextFile, block_text: PlacedText, read_snippet: SnippetReader
) -> tuple[tuple[Block, ...], Problems]:
    match = SNIPPET.fullmatch(block_text.content)
    blocks, problems = read_snippet(match[1].strip() if match else "", file.span(block_text.content_offset))
    return blocks, (*indentation_problems(file, block_text), *problems)


def read_block(
    file: TextFile, block_text: PlacedText, name: str, read_figure: FigureReader, snippet: str = ""
) -> tuple[tuple[Block, ...], Problems]:
    """The block that `block_text` is, called `name`, a part of the `snippet` if of any; none where it is faulty."""
    block, problems = _block(file, block_text, name, read_figure)
    return (block.model_copy(update={"snippet": snippet}),) if block else (), problems


def _block(
    file: TextFile, block_text: PlacedText, name: str, read_figure: FigureReader
) -> tuple[Block | None, Problems]:
    block: Block | None
    span = file.span(block_text.content_offset)
    content = block_text.content
    claim, figure = CLAIM.fullmatch(content), FIGURE.fullmatch(content)
    if not (claim or figure or heading_level(content)):
        parsed = parse_block(block_text.text)
        places = {f"term.{n}": file.span(block_text.offset + term.start) for n, term in enumerate(parsed.terms)}
        values = {"id": name, "markdown": parsed.canonical}
        prose, faults = _record(Prose, span, values, {"markdown": span, **places})
        return prose, (*block_problems(file, block_text), *faults)
    if claim:
        block, problems = _claim_placeholder(span, claim[1].strip())
    elif figure:
        block, problems = _figure(span, figure, name, read_figure)
    else:
        block, problems = _subheading(file, block_text, name)
    return block, (*indentation_problems(file, block_text), *problems)


def _subheading(file: TextFile, block_text: PlacedText, name: str) -> tuple[Subheading | None, Problems]:
    hashes, title = heading_parts(block_text.content)
    span = file.span(block_text.content_offset)
    if attributes_of(title):
        return None, (
            unsupported(span, "only a section heading (`##`) has attributes", "remove the braces and what is in them"),
        )
    values = {"id": name, "level": len(hashes), "title": one_line(title)}
    title_span = file.span(block_text.content_offset + block_text.content.index(title))
    subheading, problems = _record(Subheading, span, values, {"title": title_span})
    return subheading, (*title_problems(title, title_span), *problems)


def _claim_placeholder(span: Span, name: str) -> tuple[ClaimPlaceholder | None, Problems]:
    if not is_id(name):
        hint = "write the id as in claims.yaml: `[[claim-id]]`"
        return None, (unsupported(span, f"`{name}` can't be the id of a claim", hint),)
    return ClaimPlaceholder(claim=name, origin=Origin(span)), ()


def _figure(
    span: Span, match: re.Match[str], name: str, read_figure: FigureReader
) -> tuple[Figure | Picture | None, Problems]:
    figure, problems = read_figure(name, match[2], span)
    if is_picture_path(match[2]):
        words, faults = described(match[1], match[2], span)
        if faults or not isinstance(figure, PictureFile):
            return None, (*faults, *problems)
        values = {"id": name, "file": match[2], "description": words, **vars(figure)}
        picture, faults = _record(Picture, span, values, {"description": words_span(span)})
        return picture, (*problems, *faults)
    if isinstance(figure, PictureFile):  # which no drawing is
        return None, problems
    if match[1].strip():
        hint = "move these words into <title> and <desc> of the drawing, where they are translated"
        return None, (unsupported(span, "a figure is described in its drawing, not in the brackets", hint), *problems)
    return figure, problems


def _record(model: type[Any], start: Span, values: dict[str, Any], spans: dict[str, Span]) -> tuple[Any, Problems]:
    located = Located(values)
    located.origin = Origin(start, {(name,): span for name, span in spans.items()})
    return validate(model, SourceDocument(located, located.origin))

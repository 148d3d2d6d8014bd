"""`sources/snippets/`: pieces of running text that topics share, one a file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from leaflet.messages import did_you_mean
from leaflet.model import SNIPPETS_FOLDER, Block, Library, Located, Origin, Snippet, is_id
from leaflet.problem import Problem, Span, has_errors
from leaflet.read.document import SourceDocument
from leaflet.read.file_names import outside_faults
from leaflet.read.pictures import read_figure_file
from leaflet.read.prose import SnippetReader, no_snippets, read_block
from leaflet.read.prose_blocks import SNIPPET, block_texts, heading_level
from leaflet.read.prose_faults import unsupported
from leaflet.read.prose_remarks import TextWithoutRemarks, without_remarks
from leaflet.read.records import validate
from leaflet.read.text_file import Problems, TextFile, read_text
from leaflet.running_text.placed_text import PlacedText


def read_snippets(root: Path) -> tuple[tuple[Snippet, ...], Problems]:
    """Every snippet in the project at `root`, by name; one with a fault is left out. A house may have none."""
    folder = root / SNIPPETS_FOLDER
    if not folder.is_dir():
        return (), ()
    if outside := outside_faults(root, SNIPPETS_FOLDER):
        return (), outside
    pairs = [_read_snippet(root, file.name) for file in sorted(folder.glob("[!.]*.md"))]
    return tuple(found for found, _ in pairs if found), tuple(p for _, problems in pairs for p in problems)


def _read_snippet(root: Path, file_name: str) -> tuple[Snippet | None, Problems]:
    path, name = f"{SNIPPETS_FOLDER}/{file_name}", Path(file_name).stem
    if not is_id(name):
        message = f"`{name}` can't be the name of a snippet"
        hint = "use small letters, digits and single hyphens: `hand-washing.md`"
        return None, (Problem("unsafe-name", message, hint, Span(path)),)
    file, problems = read_text(root, path)
    if file is None:
        return None, problems
    text, faults = without_remarks(file)
    blocks, block_faults = _blocks(root, text, name)
    problems = (*problems, *faults, *block_faults)
    if not blocks and not problems:
        hint = "write what topics share into it, or delete the file"
        problems = (unsupported(file.span(0), "a snippet must say something", hint),)
    located = Located(id=name, blocks=blocks)
    located.origin = Origin(Span(path))
    snippet, more = validate(Snippet, SourceDocument(located, located.origin))
    return (None if has_errors(problems) else snippet), (*problems, *more)


def _blocks(root: Path, file: TextWithoutRemarks, name: str) -> tuple[tuple[Block, ...], Problems]:
    read_figure = partial(read_figure_file, root, SNIPPETS_FOLDER)
    texts = tuple(block_texts(file.text))
    faults = tuple(fault for text in texts for fault in _misplaced(file, text))
    if faults:
        return (), faults
    pairs = [read_block(file, text, f"snippet.{name}.{n}", read_figure, name) for n, text in enumerate(texts, 1)]
    return tuple(b for blocks, _ in pairs for b in blocks), tuple(p for _, problems in pairs for p in problems)


def _misplaced(file: TextFile, text: PlacedText) -> Iterator[Problem]:
    """What stands in text.md alone: headings of sections, and other snippets, which could go round in a circle."""
    if heading_level(text.content) in (1, 2):
        hint = "leave `##` headings to the topics; inside a section write `### Title`"
        yield unsupported(file.span(text.content_offset), "a snippet can't begin a section", hint)
    elif SNIPPET.fullmatch(text.content):
        hint = "set both in text.md, one below the other"
        yield unsupported(file.span(text.content_offset), "a snippet can't hold a snippet", hint)


def snippet_reader(shared: Library | None) -> SnippetReader:
    """What gives a topic the snippets of `shared`; it misses none where some could not be read."""
    if shared is None:
        return no_snippets
    known = {snippet.id: snippet.blocks for snippet in shared.snippets}
    is_whole = not shared.is_unread(SNIPPETS_FOLDER)

    def placed(name: str, span: Span) -> tuple[tuple[Block, ...], Problems]:
        if name in known or not is_whole:
            return known.get(name, ()), ()
        message = f"there is no snippet `{name}`"
        hint = f"{did_you_mean(name, tuple(known))}snippets are the files of {SNIPPETS_FOLDER}, without `.md`"
        return (), (Problem("unknown-snippet", message, hint, span),)

    return placed

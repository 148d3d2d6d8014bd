"""An item of a numbered list stands beside another number than in the source.

Why: who reads “go back to step 2” must find step 2. Numbers are set by the style sheet, apart from the words of the
items, so all of them can be on the page and each at the wrong item.

Fix: look in the layout's CSS for what counts lists otherwise or moves their numbers: `list-style`, `counter-reset`,
`counter-set`, `counter-increment`, `::marker`, `order`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from leaflet.messages import excerpt
from leaflet.model import Prose
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.passage import Match, Passage
from leaflet.problem import Problem
from leaflet.running_text.block import parse_block
from leaflet.running_text.tree import numbered_items

NAME = "wrong-list-number"
_BASELINE_MM = 0.5
"""How far the baselines of a number and of its item may be apart."""
_MAX_GAP_MM = 10.0
"""How far before its item a number may end."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Look for the number of each item on the item's first line, before it."""
    blocks = {
        block.id: tuple(numbered_items(parse_block(block.markdown).tree))
        for block in file.edition.blocks()
        if isinstance(block, Prose)
    }
    for match in file.matches:
        if match.required.kind == "block" and match.is_complete:
            yield from _problems(file, match, blocks.get(match.required.id, ()))


def _problems(file: FinishedFile, match: Match, items: tuple[tuple[str, str], ...]) -> Iterator[Problem]:
    passages_by_part: dict[str, list[Passage]] = defaultdict(list)
    for part, passages in zip(match.required.parts, match.passages_by_part, strict=True):
        passages_by_part[part] += passages[:1]
    for number, words in items:
        texts, numbers = passages_by_part[words], passages_by_part[number]
        pairs = ((text, label) for text in texts for label in numbers if _stands_before(label, text))
        text, label = next(pairs, (None, None))
        if text and label:
            texts.remove(text)
            numbers.remove(label)
        else:
            yield file.problem(
                NAME,
                f"the item {excerpt(words, 50)} of `{match.required.id}` doesn't stand beside its number {number} "
                f"in {file.edition.id}",
                f"look in the CSS of `{file.edition.layout.id}` for what counts lists otherwise or moves their numbers",
                match.required.span,
            )


def _stands_before(label: Passage, text: Passage) -> bool:
    last, first = label.glyphs[-1], text.glyphs[0]
    is_on_line = label.page is text.page and abs(last.baseline - first.baseline) <= _BASELINE_MM
    return is_on_line and -_BASELINE_MM <= first.box[0] - last.box[2] <= _MAX_GAP_MM

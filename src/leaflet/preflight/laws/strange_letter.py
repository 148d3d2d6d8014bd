"""Letters aren't set as letters of a text are: turned, squeezed, of two sizes, raised, pushed together or torn apart.

Why: a raised 2 is a square, two words without a gap are one, a warning in mirror writing isn't read, and a figure that
is lower than the letters beside it is overlooked. So every letter stands upright, all letters of one text have one size
and stand on one foot, words are parted by white that a reader sees, and letters of a word aren't.

Fix: take away what does it in the layout's CSS: `transform`, `vertical-align`, `position`, `::first-letter`,
`letter-spacing`, `word-spacing`, or a `font-family` whose letters are drawn small. Small capitals and other figures are
declared under `draws` in layout.yaml.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_setting import LetterSetting, SettingFault
from leaflet.preflight.instrument.read_signs import UNREADABLE
from leaflet.problem import Problem

NAME = "strange-letter"
_MAX_EXCERPT = 40
_SAID = {
    "turned": "is turned, mirrored, slanted or squeezed",
    "sizes": "is larger or smaller than the letter before it",
    "raised": "is {measured:+.2f} of the type size off the foot of the letter before it",
    "joined-words": "begins a word, and stands {measured:.2f} of the type size behind the word before it",
    "torn-words": "begins a word, and stands {measured:.2f} of the type size behind the word before it",
    "tight-letters": "reaches into the letter beside it",
    "loose-letters": "stands {measured:.2f} of the type size behind the letter before it in its word",
    "low-ink": "is {measured:.1f} mm tall, lower than a letter of the least size",
}


def check(file: FinishedFile) -> Iterator[Problem]:
    """Look at the setting of every letter."""
    layout = file.edition.layout
    setting = LetterSetting(file.lined_up, layout.allows("small-capitals"), layout.allows("figures"))
    by_kind: defaultdict[str, list[SettingFault]] = defaultdict(list)
    for fault in setting.faults(layout.smallest_pt):
        by_kind[fault.kind].append(fault)
    yield from (_problem(file, faults) for faults in by_kind.values())


def _problem(file: FinishedFile, faults: list[SettingFault]) -> Problem:
    """What is wrong with letters of one or several texts; of several, a style's fault, at the layout."""
    lined_up, fault, layout = file.lined_up, faults[0], file.edition.layout.id
    texts, text = lined_up.glyphs.reads(fault.row), int(lined_up.text[fault.row])
    sign = texts[0].replace(UNREADABLE, "□") if texts else "□"
    page = lined_up.glyphs.page[fault.row]
    said, is_turned = _SAID[fault.kind].format(measured=fault.measured), fault.kind == "turned"
    texts_of = [int(lined_up.text[one.row]) for one in faults]
    pages = {file.page_thing(int(lined_up.glyphs.page[one.row])) for one in faults}
    return file.problem(
        NAME,
        f"“{sign}”{_place(file, text)} on page {page} of {file.edition.id} {said}{_others(faults)}",
        file.origins.of(text).hint(f"look in the CSS of `{layout}` for what moves, scales or spaces it"),
        file.text_span(text) if text >= 0 and len(faults) == 1 else None,
        {thing(n) for n in texts_of for thing in (file.signs_thing, *([] if is_turned else [file.place_thing]))}
        | (set() if is_turned else pages)
        | file.look_things(texts_of),
        {*map(file.letters_thing, texts_of), *(pages if is_turned else ())},
    )


def _others(faults: list[SettingFault]) -> str:
    return "" if len(faults) == 1 else f"; so it is in {len(faults) - 1} other text{'s' if len(faults) > 2 else ''}"


def _place(file: FinishedFile, text: int) -> str:
    if text < 0:
        return ""
    words = " ".join(file.lined_up.document.texts[text].text.split())
    return f" in “{words}”" if len(words) <= _MAX_EXCERPT else f" in “{words[:_MAX_EXCERPT]} …”"

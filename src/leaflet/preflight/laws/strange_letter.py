"""Letters aren't set as letters of a text are: turned, squeezed, of two sizes, raised, pushed together or torn apart.

Why: a raised 2 is a square, two words without a gap are one, a warning in mirror writing isn't read, and a figure that
is lower than the letters beside it is overlooked. So every letter stands upright, all letters of one text have one size
and stand on one foot, words are parted by white that a reader sees, and letters of a word aren't.

Fix: take away what does it in the layout's CSS: `transform`, `vertical-align`, `position`, `::first-letter`,
`letter-spacing`, `word-spacing`, or a `font-family` whose letters are drawn small. Small capitals and other figures are
declared under `draws` in layout.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_setting import LetterSetting, SettingFault
from leaflet.preflight.instrument.read_signs import UNREADABLE
from leaflet.problem import Problem

NAME = "strange-letter"
_MAX_PROBLEMS = 20
"""Of one file, at most."""
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
    faults = [*setting.faults(layout.smallest_pt)][:_MAX_PROBLEMS]
    yield from (_problem(file, fault) for fault in faults)


def _problem(file: FinishedFile, fault: SettingFault) -> Problem:
    lined_up = file.lined_up
    texts, text = lined_up.glyphs.reads(fault.row), int(lined_up.text[fault.row])
    sign = texts[0].replace(UNREADABLE, "□") if texts else "□"
    page = lined_up.glyphs.page[fault.row]
    said = _SAID[fault.kind].format(measured=fault.measured)
    return file.problem(
        NAME,
        f"“{sign}”{_place(file, text)} on page {page} of {file.edition.id} {said}",
        f"look in the CSS of `{file.edition.layout.id}` for what moves, scales or spaces it",
        file.text_span(text if text >= 0 else None),
        {file.page_thing(int(page)), file.signs_thing(text)},
        {file.letters_thing(text)},
    )


def _place(file: FinishedFile, text: int) -> str:
    if text < 0:
        return ""
    words = " ".join(file.lined_up.document.texts[text].text.split())
    return f" in “{words}”" if len(words) <= _MAX_EXCERPT else f" in “{words[:_MAX_EXCERPT]} …”"

"""Something besides a line's own letters is drawn in its room: a bar, a ring, a tint, a frame, a mark behind the words.

Why: a line through a warning says that it no longer holds, a stroke beside a digit makes another number of it, a disc
in an empty shape fills it. So from above the accents of a line to below its descenders, and a little to both sides,
there is plain ground and nothing else, however thin or pale. An underline is allowed, and a marker behind bold words of
11 pt or more where layout.yaml declares it under `draws`.

Fix: take away what is drawn there in the layout's CSS (`background`, `border`, `outline`, `text-decoration`, what is
laid over it by `position`), or give it more room with `padding`: a ground of another colour must reach past the line's
room.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.preflight.instrument.drawn_page import PageDrawing
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.raster import Mode, Pixels, render_page
from leaflet.preflight.instrument.text_rooms import DPI, TextRoom, crowded_rooms
from leaflet.problem import Problem

NAME = "crowded-text"
_MAX_EXCERPT = 40


def check_pages(file: FinishedFile) -> Iterator[Problem]:
    """Look at the room of each line of each text; one problem for each text and page."""
    for page in file.pages:
        crowded = _crowded(file, page, [room for room in file.rooms if room.page == page.number])
        yield from (_problem(file, text, page.number) for text in dict.fromkeys(room.text for room in crowded))


def _crowded(file: FinishedFile, page: PageDrawing, rooms: list[TextRoom]) -> list[TextRoom]:
    sheet = file.open_pages[page.number - 1]

    def ground() -> Pixels:
        with sheet.without_text():
            return render_page(sheet.page, DPI, Mode.VIEW, sheet.window)

    return [*crowded_rooms(page, rooms, file.edition.layout.allows("marker"), ground)]


def _problem(file: FinishedFile, text: int, page: int) -> Problem:
    words = " ".join(file.lined_up.document.texts[text].text.split())
    excerpt = words if len(words) <= _MAX_EXCERPT else f"{words[:_MAX_EXCERPT]} …"
    return file.problem(
        NAME,
        f"something is drawn in the room of “{excerpt}” on page {page} of {file.edition.id}",
        file.origins.of(text).hint(
            f"take it away in the CSS of `{file.edition.layout.id}`, or give it more room with `padding`"
        ),
        file.text_span(text),
        rests_on=file.look_things([text], ("colour", "size", "setting")),
        spoils={file.letters_thing(text), file.drawings_thing(page)},
    )

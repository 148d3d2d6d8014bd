"""Why an edition wasn't made, as `leaflet explain` explains it."""

from __future__ import annotations

from collections.abc import Mapping

EXPLANATIONS: Mapping[str, str] = {
    "missing-font": """\
A font that leaflets are set in is not on this machine.

Why: the program would use another font, and then complain about pages that are too full and letters that are missing,
though content and layout are good.

Fix: install the font; `leaflet doctor` shows the line to type.""",
    "renderer-warning": """\
The renderer complained.

Why: it goes on after a warning, and prints without what it couldn't use: a font, a picture, a rule of the style sheet.
Some rules of a style sheet, such as `content:` for a `::marker`, it can't set at all.

Fix: correct what the message names, in the layout or in the content.""",
    "unknown-font-family": """\
The style sheet asks for a font that leaflets aren't set in.

Why: the renderer takes any other font in its place and says nothing. Letters then come from a font of symbols, and a
number such as 112 is printed with gaps between its figures.

Fix: name one of the families that `leaflet doctor` lists, in the style sheet at the place that is named.""",
    "overflow": """\
Something doesn't fit its box, or sticks out of the page.

Why: it would be cut off or printed over something else, and the end of a warning can be the part that matters.

Fix: shorten the text that the box prints, or give it more room in the layout's page.css.""",
    "empty-panel": """\
A panel of a page stands empty over 40 % of its height.

Why: a reader takes it for the end, or for a page that went wrong, and paper is spent on nothing.
This is told when the piece is made, and not again while it is up to date.

Fix: say more there, or leave the piece out and make one with less room: `layouts:` in topic.yaml names those that are
made. The type of a short text is set larger by itself, as far as the layout goes.""",
    "changed-meanwhile": """\
A topic was changed while it was built; its piece wasn't made.

Why: what is printed is only what was checked before. Between the two somebody saved one of the topic's files.

Fix: build again.""",
    "edition-lost": """\
An edition took too much time or memory, or its process crashed; it wasn't made.

Why: editions are made in processes of their own, whose time and memory are limited. A picture of
a hundred million points or a hundred nested boxes would otherwise keep the machine busy for hours, and all other
editions waiting. These are finished.

Fix: look at what was changed last: pictures, tables, drawings, nested boxes. Where nothing is large, build again; if
it happens again, it is a fault of leaflet or of a library: please report it.""",
}
"""By the rule of the problem; the first line names the fault."""

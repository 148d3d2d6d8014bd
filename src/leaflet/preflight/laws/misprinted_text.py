"""A page reads something else than the document that was set: letters or signs are lost, added, changed or moved.

Why: style sheets, fonts and later changes of the file can lose a “not”, exchange two numbers, or print a word that
nobody wrote. So every sign on the paper is compared with the document, in its order: letters, digits, punctuation, the
numbers of lists. Only hyphens at the ends of lines, where the language breaks words, and the signs that layout.yaml
declares may be there besides. Text in a pattern, a mask or a font of drawings can't be compared, and is refused.

Fix: look at the place that the message names. Take away what hides, replaces, repeats or reorders text in the layout's
CSS (`display`, `content`, `order`, `list-style`, `text-transform`), or give its box more room. A file that was changed
after it was built must be built again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.lining_up import TextFault
from leaflet.preflight.instrument.read_signs import UNREADABLE
from leaflet.problem import Problem, Span

NAME = "misprinted-text"
_MAX_EXCERPT = 70
_MAX_PROBLEMS = 20
"""Of one file, at most: a text that is lost on the way shifts nothing else, but a torn file differs everywhere."""
_SAID = {
    "changed": "{got} is printed on {page} of {edition} where the document has {wanted}",
    "added": "{got} is printed on {page} of {edition}, and the document doesn't have it there",
    "lost": "{wanted} isn't printed in {edition} where the document has it",
    "lost-on-page": "{wanted} isn't printed on {page} of {edition}, and must stand on each page",
    "moved": "{wanted} stands in another place on {page} of {edition} than in the document",
    "broken-word": "{wanted} is broken as {got} on {page} of {edition}, where its language doesn't break it",
    "lost-list-number": "an item of a list in {edition} has lost its number {wanted}",
    "added-list-sign": "{got} stands before an item of a list on {page} of {edition}, and isn't its sign",
    "moved-list-sign": "the number {wanted} doesn't stand beside the beginning of its item on {page} of {edition}",
    "wrong-list-sign": "{got} stands on {page} of {edition} before the item of a list that is number {wanted}",
}


def check(file: FinishedFile) -> Iterator[Problem]:
    """Compare every sign of every page with the document; text where it can't be compared is refused."""
    for page in file.drawn_pages:
        for place in sorted(page.hidden_text):
            said = f"page {page.number} of {file.edition.id} shows text in a {place}, where it can't be compared"
            yield file.problem(NAME, said, "build it again; set the words in the template, not in a picture or a style")
    alike: defaultdict[tuple[str, str, str, Span], list[TextFault]] = defaultdict(list)
    for fault in file.lined_up.faults:
        alike[_kind(fault), fault.wanted, fault.got, file.text_span(fault.text)].append(fault)
    yield from (_problem(file, *key, faults) for key, faults in [*alike.items()][:_MAX_PROBLEMS])


def _problem(  # noqa: PLR0913, PLR0917 -- what `faults` that are alike have in common
    file: FinishedFile, kind: str, wanted: str, got: str, span: Span, faults: Sequence[TextFault]
) -> Problem:
    pages = [*dict.fromkeys(fault.page for fault in faults if fault.page)]
    where = f"page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))}"
    said = _SAID[kind].format(page=where, edition=file.edition.id, wanted=_quoted(wanted), got=_quoted(got))
    origin = file.origins.of(-1 if faults[0].text is None else faults[0].text)
    said += f" ({origin.name})" if origin.required else ""
    hint = f"look in the CSS of `{file.edition.layout.id}` for what hides, adds or moves text; else build it again"
    signs = (file.signs_thing(fault.text) for fault in faults if fault.text is not None)
    return file.problem(NAME, said, hint, span, spoils=(*map(file.page_thing, pages), *signs))


def _kind(fault: TextFault) -> str:
    if fault.kind != "wrong-list-sign":
        return fault.kind
    if not fault.got:
        return "lost-list-number"
    if not fault.wanted:
        return "added-list-sign"
    return "moved-list-sign" if fault.got == fault.wanted else fault.kind


def _quoted(text: str) -> str:
    shown = text.replace(UNREADABLE, "□")
    return f"“{shown}”" if len(shown) <= _MAX_EXCERPT else f"“{shown[:_MAX_EXCERPT]} …”"

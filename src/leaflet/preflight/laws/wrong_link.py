"""A link leads elsewhere than the source says, is on the wrong words, is missing, or isn't in the source.

Why: a reader who clicks goes where the file sends them, whatever is printed. One changed letter sends them to somebody
else.

Fix: let the layout set the links that the source has: those of the running text, the DOI of each reference where the
edition has a full list, and the address of the status page. A file whose links were changed must be built again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

import numpy as np
import pikepdf

from leaflet.lengths import MM_PER_PT
from leaflet.messages import excerpt
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.patches import Flags, Ints
from leaflet.preflight.instrument.pdf_objects import as_dictionary, as_items, as_number
from leaflet.problem import Problem

NAME = "wrong-link"
_PRINTED = 4
"""What a link's `/F` is (ISO 32000-1, 12.5.3): it is neither hidden nor left out in print."""
_UNQUOTED = "%/:=&?~#+!$,;'@()*[]"
"""What an address keeps when it is written into a file; all else that is not plain is written as %XX."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Compare each part of a page that can be clicked with the words that are tagged as its own, and their address."""
    for fault in dict.fromkeys((*_places(file), *_links(file))):
        yield file.problem(
            NAME,
            f"the PDF of {file.edition.id} {fault}",
            "the layout must set the source's links and no others; a file that was changed must be built again",
        )


def _places(file: FinishedFile) -> Iterator[str]:
    """Each stands on a page once and belongs to one element, and each element that is a link has one."""
    on_pages = Counter(note.objgen for page in file.pdf.pages for note in as_items(page.obj.get("/Annots")))
    tagged = Counter(note.objgen for _, note in file.structure.links)
    if on_pages != tagged or any(count > 1 for count in tagged.values()):
        yield "has a link that belongs to no words, or to more than its own"
    linked = {number for number, _ in file.structure.links}
    for number, element in enumerate(file.elements):
        if element.tag == "Link" and number not in linked:
            yield f"has no link to {_target(file, number)} on the words {_words(file, _rows(file, number))}"


def _links(file: FinishedFile) -> Iterator[str]:
    for number, link in file.structure.links:
        if number < 0:
            continue
        target, said = _target(file, number), str(as_dictionary(link.get("/A")).get("/URI", ""))
        rows = _rows(file, number)
        if said != target:
            yield f"has a link to {said or 'nowhere'} on the words {_words(file, rows)}, not to {target or 'nowhere'}"
        if str(link.get("/Contents", target)) != target:
            yield f"announces a link as {excerpt(str(link['/Contents']))}; it leads to {target}"
        if link.get("/F") != _PRINTED or as_number(as_dictionary(link.get("/BS")).get("/W"), 1) != 0:
            yield f"has a link to {target} with a frame, or that is hidden"
        owner = as_dictionary(file.structure.owners.get(link.get("/StructParent")))
        if owner.objgen != file.elements[number].node.objgen:
            yield f"has a link to {target} that names another element as its own"
        if not len(rows) or set(rows.tolist()) != set(_under(file, link, int(file.lined_up.glyphs.page[rows[0]]))):
            yield f"has a link to {target} where it does not belong"


def _target(file: FinishedFile, number: int) -> str:
    """The address of the document's link that is tagged so, or of the one it stands in."""
    elements = file.document.elements
    found = (
        file.tagged.document_element.get(n) for n in file.tagged.ancestors(number) if file.elements[n].tag == "Link"
    )
    hrefs = (elements[of].attributes.get("href") or "" for of in found if of is not None)
    return quote(next(hrefs, ""), safe=_UNQUOTED)


def _rows(file: FinishedFile, number: int) -> Ints:
    """The glyphs in that element of the tree that leave ink."""
    inside = (n for n in range(number, len(file.elements)) if number in file.tagged.ancestors(n))
    found = [file.tagged.rows[c] for n in inside for c in file.elements[n].content_ids if c in file.tagged.rows]
    rows: Ints = np.concatenate([*found, np.zeros(0, np.int64)])
    is_inked: Flags = ~np.isnan(file.lined_up.glyphs.ink[rows, 0])
    return rows[is_inked]


def _words(file: FinishedFile, rows: Ints) -> str:
    return excerpt(file.lined_up.glyphs.words(rows))


def _under(file: FinishedFile, link: pikepdf.Dictionary, number: int) -> list[int]:
    """The glyphs whose middle is in the link's area, on the page of that number and, where it isn't there, none."""
    page, glyphs = file.pdf.pages[number - 1].obj, file.lined_up.glyphs
    edges = [as_number(edge, 0) for edge in as_items(link.get("/Rect"))]
    paper = [as_number(edge, 0) for edge in as_items(page.get("/MediaBox"))]
    if len(edges) != 4 or len(paper) != 4 or link.objgen not in {n.objgen for n in as_items(page.get("/Annots"))}:
        return []
    across, down = (glyphs.ink[:, [0, 1]] + glyphs.ink[:, [2, 3]]).T / 2 / MM_PER_PT
    across, down = across + paper[0], paper[3] - down
    (left, right), (bottom, top) = sorted(edges[::2]), sorted(edges[1::2])
    is_under = (left <= across) & (across <= right) & (bottom <= down) & (down <= top) & (glyphs.page == number)
    return np.flatnonzero(is_under).tolist()

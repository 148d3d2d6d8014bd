"""What the file says of itself, or its list of headings, isn't what the document says that was set.

Why: a screen reader speaks a page in the language that the file names, announces it by its title, and leads through it
by its bookmarks. An archive goes by what the file says that it is, a search by its subject and keywords.

Fix: the layout's template must extend `base/document.html.j2`, which sets all of this, and its style sheet must leave
bookmarks as they are. A file that lost it was saved by another program: build it again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pikepdf

from leaflet.lengths import MM_PER_PT
from leaflet.messages import excerpt
from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.pdf_objects import as_dictionary, as_items, as_number
from leaflet.preflight.instrument.tagged_elements import flowing
from leaflet.problem import Problem

NAME = "wrong-metadata"
_PRODUCER = re.compile(r"WeasyPrint \d+(\.\d+)*")
_CONFORMANCE = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
"""PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) in one file."""
_PDF_UA = "pdfaExtension:schemas"
"""Where it is described what `pdfuaid` is."""
_NAMES = {
    "title": ("/Title", "dc:title"),
    "author": ("/Author", "dc:creator"),
    "description": ("/Subject", "dc:description"),
    "keywords": ("/Keywords", "pdf:Keywords"),
    "generator": ("/Creator", "xmp:CreatorTool"),
    "dcterms.created": ("/CreationDate", "xmp:CreateDate"),
    "dcterms.modified": ("/ModDate", "xmp:ModifyDate"),
}
"""By name of a `meta`: where a file says it, in its information dictionary and in its metadata."""
_DIGEST = re.compile(r"\bdocument:[0-9a-f]{12}")
_CATALOG = frozenset({"Pages", "Outlines", "OutputIntents", "StructTreeRoot", "Metadata"})
"""What a file must have besides; `active-content` tells of what it may not have."""
_HEADINGS = ("h1", "h2", "h3")
_NEAR_MM = 15.0
"""How far above its words the place of a heading may be that its bookmark leads to: a frame, a space."""


def check(file: FinishedFile) -> Iterator[Problem]:
    """Compare everything that the file says of itself with the document's head and its headings."""
    hint = "let the template extend base/document.html.j2, and don't save the finished file with another program"
    for fault in (*_catalog(file), *_statements(file), *_bookmarks(file)):
        yield file.problem(NAME, f"the PDF of {file.edition.id} {fault}", hint)


def _catalog(file: FinishedFile) -> Iterator[str]:
    root = file.pdf.Root
    language = str(root.get("/Lang", ""))
    if language != file.document.head.root.get("lang"):
        yield f"says that its language is “{language}”; it must be {file.document.head.root.get('lang')}"
    if dict(as_dictionary(root.get("/ViewerPreferences"))) != {"/DisplayDocTitle": True}:
        yield "does not ask for its title to be shown instead of the file name, and for nothing else"
    if dict(as_dictionary(root.get("/MarkInfo"))) != {"/Marked": True} or "/StructTreeRoot" not in root:
        yield "is not tagged"
    if missing := _CATALOG - {key.removeprefix("/") for key in root.keys()}:  # noqa: SIM118
        yield f"has no {', '.join(sorted(missing))}"


def _statements(file: FinishedFile) -> Iterator[str]:
    """Its information dictionary and its metadata say what the document's head says, and nothing else."""
    docinfo = {key: str(value) for key, value in file.pdf.docinfo.items()}
    metadata = file.pdf.open_metadata()
    producer = docinfo.get("/Producer", "")
    if not _PRODUCER.fullmatch(producer):
        yield f"says that {excerpt(producer)} made it"
    head = file.document.head
    right = {"title": head.title, **dict(head.metas)}
    said = {_NAMES[name]: right[name] for name in _NAMES if right.get(name)}
    digest = _DIGEST.search(docinfo.get("/Keywords", ""))
    if file.edition.clinic and digest:  # a copy keeps that of the file which it was made from
        said[_NAMES["keywords"]] = _DIGEST.sub(digest[0], right.get("keywords", ""), count=1)
    info = {key: f"D:{value.replace('-', '')}" if "Date" in key else value for (key, _), value in said.items()}
    yield from _differences(docinfo, {**info, "/Producer": producer})
    wanted: dict[str, object] = {key: [value] if key == "dc:creator" else value for (_, key), value in said.items()}
    wanted |= {**_CONFORMANCE, "pdf:Producer": producer, _PDF_UA: metadata.get(_PDF_UA)}
    yield from _differences({key: metadata.get(key) for key in wanted}, wanted)
    if len(list(metadata)) > len(wanted):
        yield "says more in its metadata than the document"


def _differences(said: Mapping[str, object], right: Mapping[str, object]) -> Iterator[str]:
    for key in sorted(said.keys() | right.keys()):
        if said.get(key) != right.get(key):
            yield f"says {key}: {excerpt(str(said.get(key, '')))}, not {excerpt(str(right.get(key, '')))}"


def _bookmarks(file: FinishedFile) -> Iterator[str]:
    """Its bookmarks are the document's headings, each with its level, and lead to them."""
    document, found = file.document, [*_outline(as_dictionary(file.pdf.Root.get("/Outlines")))]
    headings = [number for number in flowing(document) if document.elements[number].tag in _HEADINGS]
    levels: list[int] = []
    right: list[tuple[int, str]] = []
    for number in headings:
        element = document.elements[number]
        levels = [level for level in levels if level < int(element.tag[1])] + [int(element.tag[1])]
        words = "".join(document.texts[text].text for text in element.texts)
        right.append((len(levels), " ".join(words.split())))
    said = [(depth, " ".join(str(item.get("/Title", "")).split())) for depth, item in found]
    for wrong in (Counter(said) - Counter(right)) + (Counter(right) - Counter(said)):
        yield f"has not the document's headings as its bookmarks: {excerpt(wrong[1])} at level {wrong[0]}"
    if said == right:
        pairs = zip(headings, found, strict=True)
        yield from (_astray(item) for number, (_, item) in pairs if not _leads_to(file, item, number))
    elif Counter(said) == Counter(right):
        yield "has its bookmarks in another order than the document's headings"


def _astray(item: pikepdf.Dictionary) -> str:
    return f"has a bookmark that leads elsewhere than to its heading {excerpt(str(item['/Title']))}"


def _outline(root: pikepdf.Dictionary) -> Iterator[tuple[int, pikepdf.Dictionary]]:
    """Each bookmark with its level, from 1; without recursion, and none twice."""
    stack, seen = [(1, root.get("/First"))], set()
    while stack:
        depth, item = stack.pop()
        if isinstance(item, pikepdf.Dictionary) and item.objgen not in seen:
            seen.add(item.objgen)
            yield depth, item
            stack += [(depth, item.get("/Next")), (depth + 1, item.get("/First"))]


def _leads_to(file: FinishedFile, item: pikepdf.Dictionary, number: int) -> bool:
    """Does the bookmark lead to the first line of that heading?"""
    rows, place = file.lined_up.rows_of(number), as_items(item.get("/Dest"))
    if not len(rows) or len(place) != 5 or place[1] != "/XYZ" or place[4] != 0:
        return False
    glyphs = file.lined_up.glyphs
    page = file.pdf.pages[int(glyphs.page[rows[0]]) - 1].obj
    top = as_number(as_items(page.get("/MediaBox"))[3], 0)
    above = glyphs.ink[rows[0], 1] - (top - as_number(place[3], 0)) * MM_PER_PT
    return as_dictionary(place[0]).objgen == page.objgen and -_NEAR_MM < above < _NEAR_MM

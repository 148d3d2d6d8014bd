"""The peer of W3: one tagged two-page leaflet a clinic, made by Typst.

    python -m benchmarks.typst_leaflets PREPARED CLINICS OUT

Two processes, each with one warm compiler, which keeps what it has laid out; PDF/UA-1 and PDF/A-2a, like ours.
"""

from __future__ import annotations

import json
import multiprocessing
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from benchmarks.clinics import COLUMNS, read_clinics
from benchmarks.commands import FailedError
from leaflet.compose.document import compose
from leaflet.editions.edition import Edition

PROCESSES = 2
STANDARDS = ["ua-1", "a-2a"]
SIZES = ("10", "9.5", "9", "8.5", "8", "7.5", "7", "6.5", "6")
"""Points; the largest that gives two pages is taken."""
_SIDES = ("outside", "inside")
_TAGS = ("h1", "h2", "h3", "p", "li")
_DRAWING = re.compile(r"<svg.*?</svg>", re.DOTALL)
_TEMPLATE = Path(__file__).parent / "trifold.typ"


def prepare(folder: Path, edition: Edition) -> Path:
    """Write the text and the drawings of the trifold `edition` into `folder`, with the template; `folder` itself.

    Raises FailedError where no size of type gives two pages.
    """
    folder.mkdir(parents=True)
    html = compose(edition)
    for number, drawing in enumerate(_DRAWING.findall(html), 1):
        (folder / f"drawing-{number}.svg").write_text(drawing, "utf-8")
    content = {"title": edition.topic.meta.title, "sides": sides(html)}
    (folder / "leaflet.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    shutil.copy(_TEMPLATE, folder)
    clinic = dict.fromkeys(COLUMNS, "Sample") | {"web": "https://clinic.example"}
    fits = (size for size in SIZES if pages(_compiled(_compiler(folder, size), clinic)) == 2)
    (folder / "size").write_text(next(fits, "") or _does_not_fit(), "utf-8")
    return folder


def sides(html: str) -> dict[str, list[dict[str, str]]]:
    """What is on each side of the trifold: headings, paragraphs, items, drawings: tag, text, the drawing's file.

    A drawing that is one of several side by side has the tag `array`, another `svg`.
    """
    reader = _Sides()
    reader.feed(html)
    return reader.found


def pages(pdf: bytes) -> int:
    """How many pages `pdf` has. Raises AssertionError where it is not tagged, or not what it must be."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        meta = opened.Root.Metadata.read_bytes()
        assert "/StructTreeRoot" in opened.Root, "Typst's file is tagged"
        assert b"pdfuaid" in meta, "Typst's file is PDF/UA"
        assert b"pdfaid" in meta, "Typst's file is PDF/A"
        return len(opened.pages)


class _Sides(HTMLParser):
    """Reads the trifold's HTML: text by its side of the sheet and the block that it is in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[dict[str, str]]] = {name: [] for name in _SIDES}
        self._sheet, self._in_drawing, self._in_array = "", False, False
        self._drawings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if "sheet" in classes:
            self._sheet = next(name for name in _SIDES if name in classes)
        self._in_array |= "count" in classes
        if tag == "svg":
            self._drawings += 1
            name = f"drawing-{self._drawings}.svg"
            self.found[self._sheet].append({"tag": "array" if self._in_array else "svg", "text": "", "file": name})
            self._in_drawing, self._in_array = True, False
        elif tag in _TAGS and self._sheet and not self._in_drawing:
            self.found[self._sheet].append({"tag": tag, "text": ""})

    def handle_endtag(self, tag: str) -> None:
        self._in_drawing &= tag != "svg"

    def handle_data(self, data: str) -> None:
        if self._sheet and (data := " ".join(data.split())):
            items = self.found[self._sheet] or [{"tag": "p", "text": ""}]
            self.found[self._sheet] = items
            items[-1]["text"] = f"{items[-1]['text']} {data}".strip()


def _does_not_fit() -> str:
    raise FailedError("the leaflet does not fit two pages of Typst")


def _compiler(folder: Path, size: str) -> tuple[Any, str]:
    import typst  # noqa: PLC0415 -- a peer that is not always there

    return typst.Compiler(folder / _TEMPLATE.name, root=folder, sys_inputs={"size": size, "clinic": "{}"}), size


def _compiled(compiler: tuple[Any, str], clinic: Mapping[str, str]) -> bytes:
    typst, size = compiler
    return bytes(typst.compile(pdf_standards=STANDARDS, sys_inputs={"size": size, "clinic": json.dumps(clinic)}))


def _share(folder: Path, clinics: list[dict[str, str]], out: Path) -> None:
    compiler = _compiler(folder, (folder / "size").read_text())
    for clinic in clinics:
        (out / f"{clinic['id']}.pdf").write_bytes(_compiled(compiler, clinic))


def _processes(folder: Path, clinics: list[dict[str, str]], out: Path) -> Iterator[multiprocessing.Process]:
    for number in range(PROCESSES):
        process = multiprocessing.Process(target=_share, args=(folder, clinics[number::PROCESSES], out))
        process.start()
        yield process


def main() -> None:
    """Write a file of each clinic into OUT."""
    folder, clinics, out = map(Path, sys.argv[1:])
    out.mkdir(parents=True)
    processes = list(_processes(folder, read_clinics(clinics), out))
    for process in processes:
        process.join()
    sys.exit(any(process.exitcode for process in processes))


if __name__ == "__main__":
    main()

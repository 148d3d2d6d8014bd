"""Programs of Debian that save a file anew, where they are on this machine."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from file_edits.edit import Edit

SAVES = {
    "qpdf/as-it-is": "qpdf {old} {new}",
    "qpdf/linearized": "qpdf --linearize {old} {new}",
    "qpdf/small": "qpdf --object-streams=generate --recompress-flate --compression-level=9 {old} {new}",
    "qpdf/readable": "qpdf --qdf --object-streams=disable {old} {new}",
    "qpdf/coalesced": "qpdf --coalesce-contents --normalize-content=y {old} {new}",
    "mutool/as-it-is": "mutool clean {old} {new}",
    "mutool/small": "mutool clean -gggg -z {old} {new}",
    "mutool/readable": "mutool clean -d -a {old} {new}",
    "mutool/sanitized": "mutool clean -s -gg {old} {new}",
}
"""They keep all that a file draws and says."""
PRINTS = {
    "ghostscript/printed": "gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile={new} {old}",
    "ghostscript/small": "gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -dPDFSETTINGS=/ebook -sOutputFile={new} {old}",
    "cairo/printed": "pdftocairo -pdf {old} {new}",
    "mutool/merged": "mutool merge -o {new} {old}",
}
"""They draw each page anew, as printing to a PDF does, or keep pages only: tags are lost."""


def resaves() -> Iterator[Edit]:
    """Each of SAVES whose program is here."""
    yield from (Edit(name, _by(command)) for name, command in SAVES.items() if _is_here(command))


def reprints() -> Iterator[Edit]:
    """Each of PRINTS whose program is here."""
    yield from (Edit(name, _by(command)) for name, command in PRINTS.items() if _is_here(command))


def _is_here(command: str) -> bool:
    return shutil.which(command.split(maxsplit=1)[0]) is not None


def _by(command: str) -> Callable[[bytes], bytes]:
    def apply(pdf: bytes) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            old, new = Path(folder) / "old.pdf", Path(folder) / "new.pdf"
            old.write_bytes(pdf)
            words = [word.format(old=old, new=new) for word in command.split()]
            subprocess.run(words, check=True, capture_output=True, timeout=60)
            return new.read_bytes()

    return apply

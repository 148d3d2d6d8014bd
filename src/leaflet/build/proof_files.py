"""The proofs of an edition's pages, in a file beside the manifest: what one build has shown, the next doesn't show.

A file for each edition, written in one step, with a checksum; what is damaged counts as empty and is written anew. A
proof holds for one state of the program, its libraries and fonts only. Whoever may write into the output folder may
publish in any case: the files are trusted as far as the PDFs beside them are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from leaflet.build.build_key import program_digest
from leaflet.build.outcomes import CandidateEdition
from leaflet.editions.edition import Edition
from leaflet.files import remove, write
from leaflet.model import EditionName
from leaflet.preflight import PageProofs
from leaflet.publish.paths import STATE_FOLDER

_FOLDER = f"{STATE_FOLDER}/proofs"
_MAX_BYTES = 8_000_000
"""Of a file that is read; one of a page has 200."""


def read_proofs(out: Path | None, edition: Edition) -> PageProofs | None:
    """What earlier builds into `out` have shown of the pages of `edition`; None where no proofs are kept."""
    if out is None:
        return None
    return PageProofs(proof_state(edition), kept_proofs(out, edition))


def proof_state(edition: Edition) -> str:
    """Which program and fonts a proof of a page of `edition` holds for: a page's key knows fonts by their names."""
    own = [choice.css_family for _, choice in edition.house.brand.choices if choice.own]
    return " ".join((program_digest(), *own))


def kept_proofs(out: Path, edition: Edition) -> bytes:
    """The file of proofs of `edition` in `out`; nothing where there is none."""
    data = b""
    with suppress(OSError), _path(out, edition.name).open("rb") as file:
        data = file.read(_MAX_BYTES + 1)
    return data if len(data) <= _MAX_BYTES else b""


def write_proofs(out: Path, candidates: Iterable[CandidateEdition]) -> None:
    """Keep the proofs of `candidates` for the next build; where that can't be, it takes longer and nothing else."""
    for candidate in candidates:
        if candidate.rendered and not candidate.cached:
            with suppress(OSError):
                _keep(_path(out, candidate.edition.name), candidate.proofs, out)


def _keep(file: Path, proofs: bytes, out: Path) -> None:
    if proofs:
        write(file, proofs, out)
    else:
        remove(file)


def remove_stale_proofs(out: Path, editions: Iterable[EditionName], topics: Collection[str]) -> None:
    """Remove those of what is none of `editions`, all there are, or all of `topics` where these are named."""
    owned = {_path(out, name) for name in editions}
    for file in (out / _FOLDER).glob("*/*/*.json"):
        topic = file.relative_to(out / _FOLDER).parts[0]
        if file not in owned and (not topics or topic in topics):
            remove(file)


def _path(out: Path, edition: EditionName) -> Path:
    return (out / _FOLDER / edition.path).with_suffix(".json")

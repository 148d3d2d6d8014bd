"""What copies are made of and what was made: an output folder's finished editions and published copies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from leaflet.build.outcomes import EditionOutcome
from leaflet.build.proof_files import kept_proofs
from leaflet.clinics.copy_template import Original
from leaflet.clinics.print_file import PublishedCopy
from leaflet.editions.edition import Edition
from leaflet.editions.from_library import editions
from leaflet.model import ClinicBox, Library
from leaflet.publish import manifest
from leaflet.publish.manifest import ManifestEntry
from leaflet.publish.paths import COPIES
from leaflet.publish.publish import publish_path


def load_originals(
    library: Library, today: date, out: Path, outcomes: Iterable[EditionOutcome]
) -> tuple[Original, ...]:
    """The finished editions in `out` that a build's `outcomes` list as present. Raises OSError."""
    built_ids = {outcome.edition for outcome in outcomes if outcome.path}
    built = [edition for edition in editions(library, today) if edition.id in built_ids]
    entries = manifest.read_manifest(out)
    found = (_original(edition, out, entries.get(publish_path(edition).as_posix(), {})) for edition in built)
    return tuple(original for original in found if original)


def _original(edition: Edition, out: Path, entry: ManifestEntry) -> Original | None:
    """The original that the manifest's `entry` describes; None where the file has changed since, or has no box."""
    data, box = (out / publish_path(edition)).read_bytes(), entry.get("box")
    if hashlib.sha256(data).hexdigest() != entry.get("sha256") or not box:
        return None
    return Original(edition, data, ClinicBox(*box), kept_proofs(out, edition))


def published_copies(out: Path, paths: Iterable[Path]) -> tuple[PublishedCopy, ...]:
    """The copies at `paths`, for the print file. Raises OSError."""
    folder = out / COPIES
    entries = manifest.read_manifest(folder)
    return tuple(
        PublishedCopy(path.read_bytes(), int(entries[path.relative_to(folder).as_posix()]["head"])) for path in paths
    )

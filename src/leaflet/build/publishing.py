"""Finished editions: validated, published to the output folder, and kept in the cache."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from leaflet import problem
from leaflet.build.cache import Cache, CachedEdition
from leaflet.build.options import Validator
from leaflet.build.outcomes import CandidateEdition, EditionOutcome
from leaflet.build.proof_files import write_proofs
from leaflet.model import ClinicBox, RenderResult
from leaflet.publish.publication import Publication
from leaflet.publish.publish import FinishedEdition, is_in_place, publish, publish_path


def validated(chunk: Sequence[CandidateEdition], validator: Validator) -> Iterator[CandidateEdition]:
    """`chunk` with what `validator` reports for those that have no errors so far."""
    unvalidated = [
        candidate
        for candidate in chunk
        if candidate.is_publishable and not (candidate.cached and candidate.cached.is_validated)
    ]
    files = [(candidate.edition, candidate.rendered.pdf) for candidate in unvalidated if candidate.rendered]
    validator_problems = validator(files) if files else ()
    for candidate in chunk:
        yield replace(
            candidate,
            problems=(*candidate.problems, *(p for p in validator_problems if candidate.edition.id in p.editions)),
        )


def publish_chunk(
    chunk: Sequence[CandidateEdition], publication: Publication, is_validated: bool
) -> Iterator[EditionOutcome]:
    """Publish the good ones; what became of each."""
    out = publication.out
    finished = [
        _finished(candidate, candidate.rendered, is_validated)
        for candidate in chunk
        if candidate.rendered and candidate.is_publishable
    ]
    publish_problems = publish(publication, finished)
    written = {
        file.edition.id
        for file in finished
        if not problem.has_errors(publish_problems[file.edition.id]) or is_in_place(out, file)
    }
    for candidate in chunk:
        problems = (*candidate.problems, *publish_problems.get(candidate.edition.id, ()))
        is_written = candidate.published_entry or candidate.edition.id in written
        path = out / publish_path(candidate.edition) if is_written else None
        yield EditionOutcome(
            candidate.edition.id,
            path,
            _page_count(candidate),
            problems,
            is_up_to_date=candidate.published_entry is not None,
        )


def _finished(candidate: CandidateEdition, rendered: RenderResult, is_validated: bool) -> FinishedEdition:
    """`candidate`, of which `rendered` is the file, as it is published."""
    return FinishedEdition(
        candidate.edition,
        rendered.pdf,
        rendered.page_count,
        candidate.placements,
        candidate.build_key,
        is_validated or bool(candidate.cached and candidate.cached.is_validated),
        only_box(rendered),
    )


def only_box(rendered: RenderResult) -> ClinicBox | None:
    """The clinic's box, or None where there is none or more than one."""
    return rendered.clinic_boxes[0] if len(rendered.clinic_boxes) == 1 else None


def _page_count(candidate: CandidateEdition) -> int:
    return (
        candidate.rendered.page_count
        if candidate.rendered
        else int(candidate.published_entry["pages"])
        if candidate.published_entry
        else 0
    )


def keep(chunk: Sequence[CandidateEdition], cache: Cache, is_validated: bool, out: Path) -> None:
    """Keep in `cache` the files without any problem, unless it has them, and in `out` what was shown of their pages."""
    write_proofs(out, chunk)
    for candidate in chunk:
        is_cached = candidate.cached and (candidate.cached.is_validated or not is_validated)
        if candidate.rendered and candidate.is_publishable and not candidate.problems and not is_cached:
            stored = CachedEdition(
                candidate.rendered.pdf,
                candidate.rendered.page_count,
                candidate.placements,
                candidate.rendered.clinic_boxes,
                is_validated,
            )
            cache.put(candidate.build_key, stored)
    if any(candidate.rendered for candidate in chunk):
        cache.trim()

"""The files of one topic, read into the topic and its catalogs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from leaflet import problem
from leaflet.model import (
    TOPICS_FOLDER,
    Claim,
    ClaimPlaceholder,
    ReviewRecord,
    Section,
    Topic,
    TopicMeta,
    Uncertainty,
)
from leaflet.problem import Problem, Span
from leaflet.read.folders import folder_id_faults, list_folders
from leaflet.read.house_languages import HouseLanguages
from leaflet.read.pictures import read_figure_file
from leaflet.read.prose import SnippetReader, read_prose
from leaflet.read.records import read_record, read_unique, validate_list
from leaflet.read.scope_catalogs import Catalogs, read_catalogs
from leaflet.read.text_file import Problems, read_text
from leaflet.read.yaml_file import read_yaml

REVIEWS_FILE = "review.yaml"
R = TypeVar("R", Claim, Uncertainty)


@dataclass(frozen=True)
class TopicSources:
    """A topic with its catalogs."""

    topic: Topic
    catalogs: Catalogs


def topic_names(root: Path, topic_ids: Collection[str] = ()) -> tuple[tuple[str, ...], Problems, tuple[str, ...]]:
    """Folders of topics, those in `topic_ids` if given; problems; and the folder of all where some were left out."""
    names, folder_problems = list_folders(root, TOPICS_FOLDER)
    problems = folder_problems if names or folder_problems else (_no_topic(),)
    wanted = tuple(name for name in names if not topic_ids or name in topic_ids)
    return wanted, problems, ((TOPICS_FOLDER,) if len(wanted) < len(names) else ())


def _no_topic() -> Problem:
    hint = "run `leaflet new topic ID`, which writes a topic to fill in"
    return Problem("missing-file", f"there is no topic in `{TOPICS_FOLDER}`", hint, Span(TOPICS_FOLDER))


def read_topic(
    root: Path, name: str, languages: HouseLanguages, read_snippet: SnippetReader
) -> tuple[TopicSources | None, Problems]:
    """The topic in the folder `name`; None where any file of it has an error, but for its catalogs."""
    folder = f"{TOPICS_FOLDER}/{name}"
    meta, meta_problems = read_record(root, f"{folder}/topic.yaml", TopicMeta)
    claims, claim_problems = _read_if_there(root, f"{folder}/claims.yaml", Claim)
    uncertainties, uncertainty_problems = _read_if_there(root, f"{folder}/uncertainties.yaml", Uncertainty)
    sections, text_problems = _read_text(root, folder, read_snippet)
    reviews, review_problems = _read_reviews(root, folder)
    catalogs, catalog_problems = read_catalogs(root, name, folder, languages.needed(meta))
    id_problems = folder_id_faults(meta, folder) if meta else ()
    own_problems = (
        *_lost_claims(root, folder, sections, uncertainties),
        *meta_problems,
        *id_problems,
        *claim_problems,
        *uncertainty_problems,
        *text_problems,
        *review_problems,
    )
    problems = (*own_problems, *catalog_problems)
    if meta is None or problem.has_errors(own_problems):
        return None, problems
    topic = Topic(meta=meta, claims=claims, uncertainties=uncertainties, sections=sections, reviews=reviews)
    return TopicSources(topic, catalogs), problems


def _read_if_there(root: Path, path: str, model: type[R]) -> tuple[tuple[R, ...], Problems]:
    """The records of a file that a topic may be without."""
    return read_unique(root, path, model) if (root / path).exists() or (root / path).is_symlink() else ((), ())


def _lost_claims(
    root: Path, folder: str, sections: Sequence[Section], uncertainties: Sequence[Uncertainty]
) -> Iterator[Problem]:
    """A topic may have no claims, but none whose text sets them: their file was deleted, or has another name."""
    path = f"{folder}/claims.yaml"
    placed = [b.claim for section in sections for b in section.blocks if isinstance(b, ClaimPlaceholder)]
    asked = [claim for uncertainty in uncertainties for claim in uncertainty.claims]
    if (placed or asked) and not (root / path).exists():
        message = f"there is no such file, and this topic speaks of the claim `{(placed or asked)[0]}`"
        hint = "put the file back; a topic without claims has none in its text.md and uncertainties.yaml either"
        yield Problem("missing-file", message, hint, Span(path))


def _read_text(root: Path, folder: str, read_snippet: SnippetReader) -> tuple[tuple[Section, ...], Problems]:
    file, problems = read_text(root, f"{folder}/text.md")
    return read_prose(file, partial(read_figure_file, root, folder), read_snippet) if file else ((), problems)


def _read_reviews(root: Path, folder: str) -> tuple[tuple[ReviewRecord, ...], Problems]:
    """The topic's review records; none, without problems, where nobody has signed off."""
    path = f"{folder}/{REVIEWS_FILE}"
    if not (root / path).exists():
        return (), ()
    document, problems = read_yaml(root, path)
    if document and isinstance(document.value, dict):
        message = "this review is one record, as until version 0.1; a list of records is needed"
        hint = "run `leaflet upgrade`, which converts it where it still holds"
        return (), (Problem("outdated-format", message, hint, document.origin.start),)
    return validate_list(ReviewRecord, document) if document else ((), problems)

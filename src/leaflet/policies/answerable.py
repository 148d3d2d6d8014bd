"""The policies that only suspect, so that a translator may answer them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from leaflet.model import Library
from leaflet.policies import altered_comparison, altered_denial, doubtful_quantity
from leaflet.policies.suspicions import Suspicions, answers_to, catalog_path, entry_name, is_for, texts_digest
from leaflet.policies.translation_pairs import TranslationPair, translation_pairs
from leaflet.translate.answer_file import OpenSuspicion

ANSWERABLE: Mapping[str, Suspicions] = MappingProxyType(
    {policy.NAME: policy.suspicions for policy in (altered_comparison, altered_denial, doubtful_quantity)}
)
"""By name, what each suspects of a translation."""


def open_suspicions(library: Library, catalog: str) -> tuple[OpenSuspicion, ...]:
    """What is suspected in the catalog at the path `catalog`, and has no answer with a reason; once for each check."""
    pairs = (pair for pair in translation_pairs(library) if catalog_path(pair) == catalog)
    return tuple(suspicion for pair in pairs for suspicion in _open(library, pair))


def _open(library: Library, pair: TranslationPair) -> Iterator[OpenSuspicion]:
    for rule, suspicions in ANSWERABLE.items():
        messages = tuple(suspicions(pair))
        answered = any(answer.reason and is_for(answer, pair, rule) for answer in answers_to(library, pair))
        if messages and not answered:
            yield OpenSuspicion(entry_name(pair), rule, texts_digest(pair), "; ".join(messages))

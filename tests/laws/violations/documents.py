"""Every violation of a composed document, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from leaflet.editions.edition import Edition
from violations.document_tree import DocumentCase, Tree, changed_document, read_document
from violations.headings import heading_cases
from violations.insertions import insertion_cases
from violations.letters import letter_cases
from violations.metadata import metadata_cases
from violations.parts import part_cases
from violations.tables import table_cases
from violations.texts import text_cases

__all__ = ["DocumentCase", "changed_document", "document_cases", "read_document"]


def document_cases(tree: Tree, edition: Edition) -> Mapping[str, DocumentCase]:
    """Each violation of `tree`, the document of `edition`, by its name; in the same order on each run.

    `changed_document(tree, case, folder)` is the document with the violation in it. What a change leaves as it was,
    such as the exchange of two equal words, isn't a case.
    """
    cases = (
        *part_cases(tree),
        *text_cases(tree),
        *letter_cases(tree),
        *insertion_cases(tree, edition),
        *heading_cases(tree, edition),
        *table_cases(tree),
        *metadata_cases(tree),
    )
    named = {case.name: case for case in cases}
    assert len(named) == len(cases), "two violations of one name"
    return MappingProxyType(named)

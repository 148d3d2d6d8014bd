"""Ids that name something else in the house: what may stand there is known only from the house's own files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from leaflet.model import FAMILIES, OFFERED, Library

NamedIds = Mapping[str, Mapping[str, str]]
"""By what they name, as in `NAMED_BY`: the ids, each with what an editor shows beside it."""

NAMED_BY: Mapping[tuple[str, str], str] = {
    ("Answer", "to"): "suspicions",
    ("Category", "groups"): "groups",
    ("Category", "rungs"): "levels",
    ("Category", "subjects"): "subjects",
    ("CiteTogether", "references"): "references",
    ("Claim", "level"): "levels",
    ("Claim", "supported_by"): "references",
    ("Claim", "disputed_by"): "references",
    ("Conditions", "categories"): "categories",
    ("Conditions", "levels"): "levels",
    ("Conditions", "substances"): "substances",
    ("Conditions", "topics"): "topics",
    ("Contact", "categories"): "categories",
    ("Contact", "topics"): "topics",
    ("Layout", "extend"): "layouts",
    ("Layout", "piece"): "texts",
    ("OmittedSubject", "subject"): "subjects",
    ("OutlineEntry", "has"): "families",
    ("OutlineEntry", "heading"): "texts",
    ("OutcomeCount", "sources"): "references",
    ("ReadingNote", "id"): "references",
    ("Statement", "subject"): "subjects",
    ("Substance", "categories"): "categories",
    ("Substance", "groups"): "groups",
    ("Term", "fine_in"): "word lists",
    ("Term", "not_of"): "word lists",
    ("Term", "said_of"): "word lists",
    ("TopicMeta", "categories"): "categories",
    ("TopicMeta", "groups"): "groups",
    ("TopicMeta", "layouts"): "layouts",
    ("TopicMeta", "substances"): "substances",
    ("Uncertainty", "claims"): "claims",
    ("Waiver", "policy"): "policies",
}
"""(model, field) → what its ids name. Claims are those of all topics: no file of a topic says which it is."""
_ROLE = "^sections\\.[a-z0-9]+(-[a-z0-9]+)*$"
"""Beside the families that are there, an outline may name any role of sections: that is how a new one is made."""


def ids_of(library: Library, waivable: Iterable[str], answerable: Iterable[str]) -> NamedIds:
    """The ids of `library`, with the names of policies that an editor may waive, and of those that one may answer."""
    lists = tuple(library.word_lists.values())
    return {
        "categories": {category.id: category.label for category in library.categories},
        "claims": {claim.id: claim.clinician for topic in library.topics for claim in topic.claims},
        "families": dict.fromkeys((*FAMILIES, *library.layout_texts), ""),
        "groups": dict.fromkeys((group for words in lists for group in words.groups), ""),
        "layouts": {layout.id: layout.title for layout in library.layouts},
        "levels": {level.id: level.meaning for level in library.levels},
        "policies": dict.fromkeys(waivable, ""),
        "references": {key: str(found.csl["title"]) for key, found in library.references.items()},
        "subjects": {subject.id: subject.label for subject in library.subjects},
        "substances": {substance.id: "" for substance in library.substances},
        "suspicions": dict.fromkeys(answerable, ""),
        "topics": {topic.id: topic.meta.title for topic in library.topics},
        "texts": dict.fromkeys(library.layout_texts, ""),
        "word lists": dict.fromkeys(
            (OFFERED, *(name for lists in library.word_lists.values() for name in lists.words)), ""
        ),
    }


def with_ids(schema: Mapping[str, Any], ids: NamedIds) -> dict[str, Any]:
    """`schema` with `ids` listed wherever one must stand. Where a house has none yet, any may."""
    return {
        **_with_ids_of_model(schema, ids),
        "$defs": {name: _with_ids_of_model(model, ids) for name, model in schema.get("$defs", {}).items()},
    }


def _with_ids_of_model(model: Mapping[str, Any], ids: NamedIds) -> dict[str, Any]:
    """A model's part of a schema; pydantic puts its name into the title."""
    fields = {
        name: _listed(field, ids[what], _ROLE if what == "families" else "") if what in ids else field
        for name, field in model.get("properties", {}).items()
        for what in (NAMED_BY.get((model.get("title", ""), name), ""),)
    }
    return {**model, "properties": fields} if fields else dict(model)


def _listed(part: Mapping[str, Any], ids: Mapping[str, str], pattern: str) -> dict[str, Any]:
    """`part` of a schema, in which each text must be one of `ids`, or as the `pattern` has it where there is one."""
    if part.get("type") == "string" and ids:
        shown = {"enumDescriptions": list(ids.values())} if any(ids.values()) else {}
        listed = {"enum": list(ids), **shown}
        return {**part, "anyOf": [listed, {"pattern": pattern}]} if pattern else {**part, **listed}
    inside = {key: _listed(part[key], ids, pattern) for key in ("items",) if key in part}
    branches = {
        key: [_listed(branch, ids, pattern) for branch in part[key]] for key in ("anyOf", "oneOf") if key in part
    }
    return {**part, **inside, **branches}

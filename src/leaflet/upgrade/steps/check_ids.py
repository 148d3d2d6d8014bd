"""Checks are named after the fault that they find: `wrong-length` instead of `word-count`, in `allow:` of topic.yaml.

An id that named the ideal read badly in “allow X” and in a report, where it stands beside the message of a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from leaflet.problem import Problem, Span
from leaflet.read.document import SourceDocument
from leaflet.upgrade.edits import Edit, offset_of, parsed_yaml, with_edits, with_line_feeds
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import OUTDATED, StepResult

VERSION = "0.2.0"
RENAMED: Mapping[str, str] = MappingProxyType(
    {
        "page-count": "wrong-page-count",
        "page-size": "wrong-page-size",
        "known-text": "unknown-text",
        "source-order": "wrong-order",
        "statement-size": "small-type",
        "upright": "turned-text",
        "letter-room": "overlapping-text",
        "visible": "hidden-text",
        "contrast": "low-contrast",
        "plain-ground": "cluttered-text",
        "safe-margin": "too-near-edge",
        "photocopy": "lost-on-photocopy",
        "fonts-embedded": "incomplete-font",
        "font-outlines": "untrusted-glyph",
        "language-and-title": "wrong-metadata",
        "alt-text": "wrong-structure",
        "table-headers": "wrong-structure",
        "link-target": "wrong-link",
        "qr-code": "wrong-qr-code",
        "single-revision": "changed-after-build",
        "standards": "nonconforming-pdf",
        "both-or-neither": "missing-counterpart",
        "heading-order": "skipped-heading-level",
        "link-gate": "forbidden-link",
        "reading-level": "hard-to-read",
        "word-count": "wrong-length",
        "untranslated-disclaimer": "untranslated-statement",
        "unused-exception": "unused-waiver",
        "forbidden-exception": "forbidden-waiver",
        "schema": "invalid-record",
        "prose": "unsupported-prose",
        "svg": "unsafe-svg",
        "po": "invalid-catalog",
        "yaml": "invalid-yaml",
        "json": "invalid-json",
        "encoding": "invalid-encoding",
        "alias": "yaml-alias",
        "template": "broken-template",
        "renderer-log": "renderer-warning",
        "clinic-list": "malformed-clinic-list",
        "clinic-phone": "undialable-phone",
        "clinic-emergency": "wrong-emergency-number",
        "clinic-web": "unsafe-web-address",
        "clinic-words": "forbidden-clinic-words",
        "clinic-box": "unfillable-clinic-box",
        "clinic-logo": "unprintable-logo",
    }
)
"""Old id → new id, of every check that was renamed."""


def upgraded(house: HouseFiles) -> StepResult:
    """The topics whose waivers name a check by an old id, with its new one."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path, text in house.matching("sources/topics/*/topic.yaml"):
        document, faults = parsed_yaml(path, text)
        found = tuple(_old_ids(document)) if document else ()
        edits = {span: _edit(with_line_feeds(text), span, name) for span, name in found}
        texts[path] = with_edits(text, (edit for edit in edits.values() if edit))
        problems += (*faults, *(_unusual(span, name) for span, name in found if not edits[span]))
    changed = {path: text for path, text in texts.items() if text != house.texts[path]}
    return StepResult(changed, problems=tuple(problems))


def _old_ids(topic: SourceDocument) -> Iterator[tuple[Span, str]]:
    """(place, id) of each waiver of a check that was renamed."""
    allowed = topic.value.get("allow") if isinstance(topic.value, dict) else None
    for n, waiver in enumerate(allowed if isinstance(allowed, list) else ()):
        name = waiver.get("policy") if isinstance(waiver, dict) else None
        if isinstance(name, str) and name in RENAMED:
            yield topic.origin.span_at("allow", n, "policy"), name


def _edit(text: str, span: Span, name: str) -> Edit | None:
    """What makes `name` at `span` of `text` its new id; None where it is written in no plain way."""
    start = offset_of(text, span.line, span.column)
    start += text[start : start + 1] in ('"', "'")
    return Edit(start, start + len(name), RENAMED[name]) if text.startswith(name, start) else None


def _unusual(span: Span, name: str) -> Problem:
    message = f"the check `{name}` is called `{RENAMED[name]}` now"
    return Problem(OUTDATED, message, f"write `policy: {RENAMED[name]}`", span)

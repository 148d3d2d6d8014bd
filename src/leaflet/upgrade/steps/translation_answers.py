"""A suspected translation is answered beside its catalog, in `<language>.answers.yaml`; no waiver can hide it.

Until 0.2 `allow:` with `altered-translation` hid everything that this check found in a claim or a section, in every
language, whatever the texts became. Only a person can say what an answer is for; a number, a unit or a link has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.problem import Problem
from leaflet.read.document import SourceDocument
from leaflet.upgrade.edits import parsed_yaml
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import OUTDATED, StepResult

VERSION = "0.3.0"
OLD_ID = "altered-translation"


def upgraded(house: HouseFiles) -> StepResult:
    """A problem for each waiver of the old check."""
    read = [parsed_yaml(path, text) for path, text in house.matching("sources/topics/*/topic.yaml")]
    waivers = (problem for document, _ in read if document for problem in _problems(document))
    return StepResult(problems=(*(problem for _, faults in read for problem in faults), *waivers))


def _problems(topic: SourceDocument) -> Iterator[Problem]:
    allowed = topic.value.get("allow") if isinstance(topic.value, dict) else None
    for n, waiver in enumerate(allowed if isinstance(allowed, list) else ()):
        if isinstance(waiver, dict) and waiver.get("policy") == OLD_ID:
            message = f"`{OLD_ID}` can't be waived now: a suspected translation is answered beside its catalog"
            hint = "take this entry out and run `leaflet check`: each suspicion's hint has the answer to write"
            yield Problem(OUTDATED, message, hint, topic.origin.span_at("allow", n, "policy"))

"""A new topic: files that can be read without a fault, and that no check passes until they are written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import Template
from tempfile import mkdtemp
from typing import get_args

from leaflet.model import Id

TOPICS = Path("sources", "topics")

_TOPIC = """\
# Who this topic is for, who wrote it, and which version it is. Every text that begins with “Write:” must be written;
# until then nothing of the topic is built. `leaflet check $id` lists what is left.
id: $id
title: "Write: what it is about, in two to five words"
subtitle: "Write: what the reader will find in it"
for_whom: "Write: for whom the patient pieces are, in one sentence"
in_short:
  # The message for the front panel, in one to four short sentences.
  - "Write: the first thing to know"
version: "0.1"
date: $date
# Ids of sources/substances.yaml, such as lsd or mdma. They decide which safety statements must be printed.
substances: [write-which]
authors: ["Write: the authors' names"]
funding: "Write: who paid for this text"
conflicts: "Write: which interests the authors have, or that they have none"
"""

_CLAIMS = """\
# One factual statement each. Begin with what was studied: “In mice, …”, “In a trial with 27 people, …”.
- id: first-claim
  # A rung of sources/evidence.yaml: it decides which words the claim may use.
  level: write-the-level
  patient: "Write: the statement, for patients"
  clinician: "Write: the statement, for clinicians"
  studied: "Write: whom or what was studied, and how many"
  does_not_show: "Write: what it does not show"
  # Ids of sources/references.json. Where studies disagree, add `contested: true` and `disputed_by: […]`.
  supported_by: []
"""

_UNCERTAINTIES = """\
# Open questions. Each is printed on the one-page checklist.
- id: first-question
  question: "Write: what is not known"
  why_open: "Write: why it is not known"
  ask: "Write: what the reader can ask a clinician"
  claims: [first-claim]
"""

_TEXT = """\
## Write: what is it? {: #what-is-it for="patient" role="background" }

Write: what the words mean, for somebody who has never heard of it.

## Write: what was found? {: #found for="patient" role="evidence" }

[[first-claim]]

## Write: what is not known? {: #not-known for="patient" role="unknown" }

Write: what the evidence does not tell.

## Write: beforehand {: #beforehand for="patient" role="preparation" }

Write: what to think about first.

## Write: afterwards {: #afterwards for="patient" role="aftercare" }

Write: rest, company, and when to look for help.

## Write: questions to ask {: #screening for="clinician" role="screening" }

Write: what to ask first, as a list

## Write: interactions {: #interactions for="clinician" role="interactions" }

Write: contraindications and interactions, as a list

## Write: what to tell {: #telling for="clinician" role="telling" }

Write: what a patient should hear, as a list
"""

FILES: Mapping[str, Template] = {
    "topic.yaml": Template(_TOPIC),
    "claims.yaml": Template(_CLAIMS),
    "uncertainties.yaml": Template(_UNCERTAINTIES),
    "text.md": Template(_TEXT),
}
"""By name; `$id` and `$date` are filled in."""


class InvalidTopicError(ValueError):
    """There can be no topic of that name; the message says why."""


def new_topic(root: Path, name: str, today: date) -> tuple[Path, ...]:
    """Create the topic `name` under `root`, dated `today`; gives the files written.

    All or nothing. Raises InvalidTopicError where `name` isn't an id or is taken, OSError where nothing can be written.
    """
    folder = root / TOPICS / name
    if not re.fullmatch(get_args(Id)[1].pattern, name) or len(name) > get_args(Id)[1].max_length:
        raise InvalidTopicError(
            f"`{name}` can't be an id: use small letters, digits and hyphens, as in `lithium-risks`"
        )
    if folder.exists() or folder.is_symlink():
        raise InvalidTopicError(f"there is a topic `{name}` already, in {TOPICS / name}")
    temporary = Path(mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        temporary.chmod(0o755)
        for file_name, template in FILES.items():
            (temporary / file_name).write_text(template.substitute(id=name, date=today), "utf-8")
        temporary.rename(folder)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return tuple(folder / file_name for file_name in FILES)

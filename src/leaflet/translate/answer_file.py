"""`<language>.answers.yaml` beside a catalog, with a place for each answer that is still to be written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaflet.files import write
from leaflet.model import Answer
from leaflet.problem import Problem, Span
from leaflet.read.answers import answers_file, read_answers
from leaflet.read.text_file import Problems

HEAD = """\
# Write as `reason:` why a translation that a check suspects is right: reviewers read it. Where it is wrong, correct the
# catalog instead; `leaflet translate` then takes the place for an answer out again, as long as it has no reason.
"""
_ITEM = re.compile(r"(\s*)- ")


@dataclass(frozen=True)
class OpenSuspicion:
    """What a check suspects of a translation, and nobody has answered."""

    entry: str
    """As in an `Answer`, and so are `to` and `texts`."""
    to: str
    texts: str
    suspected: str
    """In words: what the check says."""


@dataclass(frozen=True)
class AnswersReport:
    """What is to be answered in one file."""

    path: str
    """Relative to the project's root."""
    unanswered: tuple[str, ...]
    """The entries whose `reason` is to be written."""
    written: bool
    """Did the file change?"""


def update_answers(root: Path, catalog: str, suspicions: Sequence[OpenSuspicion]) -> tuple[AnswersReport, Problems]:
    """Give each of `suspicions` a place for its answer beside `catalog`, and take out those that nothing asks for.

    An answer with a reason stays as it is, and so does every remark between answers. Written by rename, and only if
    something changes; a file that can't be read, or isn't a list with an answer on a line, is left as it is and a
    problem. Raises OSError.
    """
    path = answers_file(catalog)
    answers, problems = read_answers(root, catalog)
    text = (root / path).read_bytes().decode("utf-8") if (root / path).exists() and not problems else ""
    problems = problems or _unusual(text, path, answers)
    new = text if problems else _updated(text, answers, suspicions)
    if new != text:
        write(root / path, new.encode("utf-8"), (root / path).parent)
    return AnswersReport(path, tuple(s.entry for s in suspicions), new != text), problems


def _unusual(text: str, path: str, answers: Iterable[Answer]) -> Problems:
    """A problem where no line can be added to the list."""
    lines = text.splitlines()
    own = {answer.span().line for answer in answers}
    first = min(own, default=next((n for n, line in enumerate(lines, 1) if line.strip(" \t#") and line[0] != "#"), 0))
    if not first or (own and _ITEM.match(lines[first - 1])):
        return ()
    message = "the answers are in brackets, so none can be added"
    return (Problem("invalid-yaml", message, "write every answer on a line of its own, after `- `", Span(path, first)),)


def _updated(text: str, answers: Sequence[Answer], suspicions: Sequence[OpenSuspicion]) -> str:
    lines = text.splitlines(keepends=True)
    indent = _ITEM.match(lines[answers[0].span().line - 1])[1] if answers else ""  # type: ignore[index]
    empty = [answer for answer in answers if not answer.reason]
    asked = {(s.entry, s.to, s.texts) for s in suspicions}
    for answer in reversed([a for a in empty if _key(a) not in asked]):
        _take_out(lines, answer.span().line - 1, indent)
    there = {_key(answer) for answer in empty}
    added = [_item(s, indent) for s in suspicions if (s.entry, s.to, s.texts) not in there]
    if added and lines and not lines[-1].endswith("\n"):
        lines.append("\n")
    head = HEAD if added and not text.strip() else ""
    return "".join((head, *lines, *added))


def _key(answer: Answer) -> tuple[str, str, str]:
    return answer.entry, answer.to, answer.texts


def _take_out(lines: list[str], start: int, indent: str) -> None:
    """Delete the item that begins at the line `start`: it goes on where lines are indented more."""
    end = start + 1
    while end < len(lines) and lines[end].startswith(f"{indent} "):
        end += 1
    del lines[start:end]


def _item(suspicion: OpenSuspicion, indent: str) -> str:
    lines = (
        f"- entry: {json.dumps(suspicion.entry, ensure_ascii=False)}",
        f"  to: {suspicion.to}",
        f'  texts: "{suspicion.texts}"',
        f"  # {' '.join(suspicion.suspected.split())}",
        '  reason: ""',
    )
    return "".join(f"{indent}{line}\n" for line in lines)

"""The cases in `cases/*.md`: a tiny project, changed, and what its policy reports.

A case is a `##` heading that begins with “Good:” or “Bad:”. A block `diff PATH` changes a file of the base project:
lines that begin with `-` are replaced with those that begin with `+`, the others are their context (`@@` separates
several places of a file). Any other block with a path is the whole file. The block `problems` is what is expected of
the policy that the file is named after; `pytest --accept` rewrites it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from problem_texts import as_text

from leaflet import policies
from leaflet.problem import Problem, sorted_problems
from leaflet.read.sources import read_library

HERE = Path(__file__).parent
BASE = HERE / "base"
TODAY = date(2026, 11, 24)
NONE = "no problems\n"
BLOCK = re.compile(r"^```(?P<kind>\S+) ?(?P<path>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
RULES = {policy.NAME for policy in policies.POLICIES}


@dataclass(frozen=True)
class Case:
    """One heading of a case file."""

    file: Path
    title: str
    text: str
    """What follows the heading."""

    @property
    def good(self) -> bool:
        return self.title.startswith("Good:")

    @property
    def expected(self) -> str:
        return next((m["text"] for m in BLOCK.finditer(self.text) if m["kind"] == "problems"), "")

    def apply(self, root: Path) -> None:
        """Change the project at `root` as the case says."""
        for block in BLOCK.finditer(self.text):
            if block["path"]:
                path = root / block["path"]
                path.parent.mkdir(parents=True, exist_ok=True)
                is_diff = block["kind"] == "diff"
                path.write_text(changed(path.read_text("utf-8"), block["text"]) if is_diff else block["text"], "utf-8")

    def accept(self, got: str) -> None:
        """Write `got` into the case's file as what is expected."""
        body = re.sub(r"\n```problems\n.*?^```\n", "", self.text, flags=re.MULTILINE | re.DOTALL).rstrip("\n")
        content = self.file.read_text("utf-8")
        start = content.index(f"## {self.title}\n") + len(f"## {self.title}\n")
        rest = content[start + len(self.text) :]
        block = f"\n\n```problems\n{got}```\n" + ("\n" if rest else "")
        self.file.write_text(content[:start] + body + block + rest, "utf-8")


def changed(text: str, diff: str) -> str:
    """`text` with each part of `diff` applied; fails unless the old lines are there exactly once."""
    for part in re.split(r"^@@.*\n", diff, flags=re.MULTILINE):
        lines = [line or " " for line in part.split("\n")[:-1]]
        old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
        new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
        assert text.count(old) == 1, f"these lines are there {text.count(old)} times in the file:\n{old}"
        text = text.replace(old, new)
    return text


def cases() -> Iterator[Case]:
    for file in sorted((HERE / "cases").glob("*.md")):
        for section in re.split(r"^## ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            title, _, text = section.partition("\n")
            yield Case(file, title, text)


CASES = tuple(cases())


def problems(root: Path) -> tuple[Problem, ...]:
    library, unread = read_library(root)
    return sorted_problems((*unread, *(policies.check(library, TODAY) if library else ())))


def as_expected(problem: Problem) -> str:
    stops = f"\n  stops: {', '.join(problem.editions)}" if problem.editions else ""
    return f"{as_text(problem)}{stops}\n"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "project"))


@pytest.mark.parametrize("case", CASES, ids=[f"{c.file.stem}: {c.title}" for c in CASES])
def test_case(case: Case, tiny: Path, accept: bool) -> None:
    case.apply(tiny)
    found = [p for p in problems(tiny) if p.rule == case.file.stem or p.rule not in RULES]
    got = "".join(map(as_expected, found)) or NONE
    if accept:
        case.accept(got)
    else:
        assert got == case.expected


@pytest.mark.parametrize("case", CASES, ids=[f"{c.file.stem}: {c.title}" for c in CASES])
def test_good_cases_expect_nothing_and_bad_ones_something(case: Case) -> None:
    assert case.title.startswith(("Good: ", "Bad: "))
    assert (case.expected == NONE) is case.good


def test_the_base_project_has_no_problem(tiny: Path) -> None:
    assert [as_expected(p) for p in problems(tiny)] == []


def test_a_case_whose_old_lines_are_not_there_fails() -> None:
    with pytest.raises(AssertionError, match="0 times"):
        changed("a\nb\n", "-c\n+d\n")

"""What holds for every policy, and how waivers are applied."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from samples import TODAY

from leaflet import policies
from leaflet.cli.causes import told
from leaflet.policies import check
from leaflet.policies.policy import Policy
from leaflet.policies.waivable import WAIVABLE
from leaflet.read.sources import read_library
from leaflet.scaffold.topic import new_topic

CASES = Path(__file__).parent / "cases"


def test_every_policy_file_is_listed_once() -> None:
    modules = [import_module(f"leaflet.policies.{m.name}") for m in pkgutil.iter_modules(policies.__path__)]
    found = [m.NAME for m in modules if hasattr(m, "check") or hasattr(m, "conclude")]
    assert sorted(found) == sorted(p.NAME for p in policies.POLICIES)


@pytest.mark.parametrize("policy", policies.POLICIES, ids=lambda p: p.NAME)
def test_a_policy_is_named_after_its_file(policy: Policy) -> None:
    assert inspect.getmodulename(inspect.getfile(policy)) == policy.NAME.replace("-", "_")  # type: ignore[arg-type]


@pytest.mark.parametrize("policy", policies.POLICIES, ids=lambda p: p.NAME)
def test_a_policy_explains_itself(policy: Policy) -> None:
    what, why, fix = (policy.__doc__ or "").strip().split("\n\n")
    assert what.endswith(".")
    assert "\n" not in what
    assert why.startswith("Why: ")
    assert fix.startswith("Fix: ")


@pytest.mark.parametrize("policy", policies.POLICIES, ids=lambda p: p.NAME)
def test_a_policy_says_whether_it_can_be_waived(policy: Policy) -> None:
    fix = " ".join((policy.__doc__ or "").split("Fix: ")[1].split())
    assert ("allow it in topic.yaml" in fix) is (policy in WAIVABLE)


@pytest.mark.parametrize("policy", policies.POLICIES, ids=lambda p: p.NAME)
def test_a_policy_has_good_and_bad_cases(policy: Policy) -> None:
    text = (CASES / f"{policy.NAME}.md").read_text("utf-8")
    assert "\n## Good: " in text
    assert "\n## Bad: " in text


def test_every_case_file_belongs_to_a_policy() -> None:
    assert {file.stem for file in CASES.glob("*.md")} == {policy.NAME for policy in policies.POLICIES}


def test_what_follows_from_another_fault_waits_until_that_is_put_right(project: Path) -> None:
    """It stops what it stops all the same: only the report leaves it out."""
    new_topic(project, "x", TODAY, ())
    library, _ = read_library(project)
    assert library
    found = [problem for problem in check(library, TODAY) if "/x/" in problem.span.path]
    assert {"missing-translation", "wrong-length"} <= {problem.rule for problem in found}
    assert not {"missing-translation", "wrong-length"} & {problem.rule for problem in told(found)}

"""What follows from another fault isn't told beside it, and nothing else is left out."""

from __future__ import annotations

import pytest
from benchmarks.first_topic import copy_project
from hypothesis import given
from hypothesis import strategies as st
from samples import TODAY
from single_edits import LAYOUT_EDITS, SINGLE_EDITS

from leaflet.build.pipeline import check, make
from leaflet.cli.causes import told
from leaflet.cli.grouping import grouped
from leaflet.cli.problem_text import report_lines
from leaflet.editions.from_library import editions
from leaflet.problem import Problem, Severity, Span, has_errors

THINGS = st.frozensets(st.sampled_from("abcd"), max_size=2)
PROBLEMS = st.lists(
    st.builds(
        Problem,
        st.sampled_from(["x", "y"]),
        st.sampled_from(["m", "n"]),
        st.just("h"),
        st.builds(Span, st.sampled_from(["f", "g"]), st.integers(1, 3)),
        st.sampled_from(Severity),
        spoils=THINGS,
        rests_on=st.one_of(THINGS, st.frozensets(st.sampled_from(["f:1:1", "g:2:1"]), max_size=1)),
    ),
    max_size=10,
)


def _problem(message, line=1, severity=Severity.ERROR, spoils=(), rests_on=()):
    things = {"spoils": frozenset(spoils), "rests_on": frozenset(rests_on)}
    return Problem("unknown-claim", message, "look", Span("a.yaml", line), severity, **things)


@pytest.fixture(scope="module")
def of_the_edit(repository, tmp_path_factory):
    """A function: of problems those that aren't told of the project as it is, which has warnings."""

    def key(problem):
        return problem.rule, problem.severity, problem.span.path, problem.editions

    root = copy_project(repository, tmp_path_factory.mktemp("as-it-is") / "project")
    known = {key(problem) for problem in check(root, TODAY)[1] if problem.severity is Severity.WARNING}
    return lambda problems: [problem for problem in problems if key(problem) not in known]


@given(PROBLEMS)
def test_what_is_told_has_an_error_wherever_there_is_one(problems):
    """Nobody reads that all is well, or only a warning, where a build is stopped."""
    assert has_errors(told(problems)) is has_errors(problems)
    assert bool(told(problems)) is bool(problems)


@given(PROBLEMS)
def test_what_rests_on_nothing_is_always_told_and_the_order_stays(problems):
    roots = told(problems)
    assert [p for p in problems if not p.rests_on and p not in roots] == []
    assert list(roots) == [p for p in problems if p in set(roots)]


@given(PROBLEMS)
def test_what_is_left_out_rests_on_something_that_another_spoils(problems):
    for left_out in set(problems) - set(told(problems)):
        others = [p for p in problems if p != left_out and p.severity in (Severity.ERROR, left_out.severity)]
        assert any(left_out.rests_on & (p.spoils | {str(p.span)}) for p in others)


@given(PROBLEMS)
def test_what_was_told_is_told_again(problems):
    assert told(told(problems)) == told(problems)


def test_of_two_that_rest_on_each_other_one_is_told_and_not_what_follows_from_them():
    one, other = _problem("b", 2, spoils="x", rests_on="y"), _problem("c", 3, spoils="y", rests_on="x")
    follows = _problem("a", rests_on="x")
    assert told([follows, one, other]) == (one,)


def test_what_follows_from_what_follows_is_left_out_too():
    first, second = _problem("a", spoils="x"), _problem("b", 2, spoils="y", rests_on="x")
    assert told([_problem("c", 3, rests_on="y"), second, first]) == (first,)


def test_no_error_follows_from_a_warning():
    warning = _problem("a", severity=Severity.WARNING, spoils="x")
    assert len(told([warning, _problem("b", 2, rests_on="x")])) == 2
    assert told([warning, _problem("b", 2, Severity.WARNING, rests_on="x")]) == (warning,)


def test_of_faults_that_rest_on_each_other_the_first_is_told():
    first, second = _problem("a", spoils="x", rests_on="y"), _problem("b", 2, spoils="y", rests_on="x")
    assert told([first, second]) == (first,)


def test_what_stands_at_the_place_of_a_fault_is_spoilt_unless_it_rests_on_it_itself():
    suspicions = [_problem(name, rests_on=["a.yaml:1:1"]) for name in "ab"]
    assert told(suspicions) == tuple(suspicions)
    assert told([*suspicions, _problem("c")]) == (_problem("c"),)


@pytest.mark.slow
@pytest.mark.parametrize("name", SINGLE_EDITS)
def test_one_thing_spoilt_is_one_message(project, of_the_edit, name):
    SINGLE_EDITS[name](project)
    problems = of_the_edit(check(project, TODAY)[1])
    messages = [places for group in grouped(problems) for places in group.causes]
    assert len(messages) == 1, "\n".join(report_lines(problems))


@pytest.mark.slow
@pytest.mark.parametrize("name", LAYOUT_EDITS)
def test_one_thing_spoilt_in_a_layout_is_one_message_at_its_place(project, of_the_edit, name):
    place, edit = LAYOUT_EDITS[name]
    edit(project)
    library, problems = check(project, TODAY)
    edition = next(edition for edition in editions(library, TODAY) if edition.id == "bdnf-trkb/trifold/en-NL")
    groups = grouped((*of_the_edit(problems), *make(edition).problems))
    messages = [places for group in groups for places in group.causes]
    assert len(messages) == 1, "\n".join(report_lines([place.first for places in messages for place in places]))
    assert place in str(messages[0][0].first.span)

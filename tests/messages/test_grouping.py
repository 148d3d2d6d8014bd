"""Faults of one cause are one message, which loses no place, no check and no problem."""

from __future__ import annotations

import re

import click
from hypothesis import given
from hypothesis import strategies as st

from leaflet.cli.grouping import grouped
from leaflet.cli.problem_text import problem_counts, report_lines
from leaflet.problem import Problem, Severity, Span, escaped, has_errors

RULES = ("unknown-claim", "overflow", "low-contrast")
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=12)
EDITIONS = ("x/trifold/nl-NL", "x/trifold/en-NL", "x/large-print/nl-NL")
MESSAGES = st.one_of(
    WORDS,
    st.builds("claim `{}` is not among the claims of `{}`".format, WORDS, WORDS),
    st.builds("“{}” on page {} of {} is lost".format, WORDS, st.integers(1, 3), st.sampled_from(EDITIONS)),
    st.builds("“{} “{}” in {}".format, WORDS, WORDS, st.integers()),
    st.builds("{} has {} words".format, st.sampled_from(EDITIONS), st.integers(0, 3000)),
)
HINTS = st.one_of(st.just("cut it"), WORDS, st.builds("did you mean `{}`? see {}".format, WORDS, st.just("a/b.yaml")))
SPANS = st.builds(
    Span,
    st.sampled_from(["a.yaml", "s/b.md", "s/t/c.po", "/tmp/d", "bad\x1b[2J"]),
    st.integers(1, 9),
    st.integers(1, 9),
)
PROBLEMS = st.lists(
    st.builds(
        Problem,
        st.sampled_from(RULES),
        MESSAGES,
        HINTS,
        SPANS,
        st.sampled_from(Severity),
        st.lists(st.sampled_from(EDITIONS), max_size=2, unique=True).map(tuple),
    ),
    max_size=12,
)


def _problem(message, line=1, hint="cut it", edition="", path="text.md"):
    return Problem("overflow", message, hint, Span(path, line), editions=(edition,) if edition else ())


def _told(*problems):
    return [click.unstyle(line) for line in report_lines(problems)]


@given(PROBLEMS)
def test_no_problem_is_lost_or_told_twice(problems):
    places = [place for group in grouped(problems) for cause in group.causes for place in cause]
    assert sorted(map(repr, problems)) == sorted(repr(one) for place in places for one in place.problems)
    assert all(one.span == place.first.span for place in places for one in place.problems)
    for group in grouped(problems):
        assert {one.rule for cause in group.causes for place in cause for one in place.problems} == {group.first.rule}


@given(PROBLEMS)
def test_every_place_and_every_check_stands_in_the_text_unbroken(problems):
    told = "\n".join(_told(*problems))
    assert [p for p in problems if escaped(str(p.span)) not in told or f"[{p.rule}]" not in told] == []


@given(PROBLEMS)
def test_the_numbers_at_the_end_are_those_of_places(problems):
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (error|warning)", problem_counts(problems))}
    places = [place.first.severity for group in grouped(problems) for cause in group.causes for place in cause]
    assert sum(counts.values()) == len(places)
    assert (counts.get("error", 0) > 0) is has_errors(problems)


@given(PROBLEMS)
def test_nothing_in_a_name_or_a_message_acts_on_the_terminal(problems):
    assert [line for line in _told(*problems) if escaped(line) != line] == []


@given(PROBLEMS)
def test_a_hint_that_several_have_stands_once(problems):
    hints = [line for line in _told(*problems) if line.startswith("  hint: ")]
    assert len(hints) == len(grouped(problems))


def test_the_same_words_in_several_places_are_one_message_with_its_places():
    told = _told(*(_problem("claim `a` isn't there", line) for line in (1, 5, 9)))
    assert told == [
        "text.md:1:1: error: claim `a` isn't there [overflow]",
        "  also: text.md:5:1; text.md:9:1",
        "  hint: cut it",
    ]


def test_what_differs_stands_beside_its_place():
    told = _told(*(_problem(f"this must be written: “Write: {word}”", n) for n, word in enumerate(("a b", "c d"), 1)))
    assert told[:2] == [
        "text.md:1:1: error: this must be written: “Write: a b” [overflow]",
        "  also: text.md:2:1: “Write: c d”",
    ]


def test_a_fault_that_all_editions_share_is_told_once():
    shared = [_problem(f"“a” on page {n} of {edition} is lost", edition=edition) for n, edition in enumerate(EDITIONS)]
    assert _told(*shared) == [
        "text.md:1:1: error: “a” on page 0 of x/trifold/nl-NL is lost (and in 2 more editions) [overflow]",
        "  hint: cut it",
    ]
    assert problem_counts(shared) == "1 error"


def test_hints_that_differ_in_a_name_are_one_with_all_names():
    told = _told(*(_problem(f"no `{n}`", 1, f"fill in the entry `{n}`, then build") for n in "abcdef"))
    assert told[-1] == "  hint: fill in the entry `a`, `b`, `c`, `d` and 2 more, then build"


def test_hints_that_differ_in_more_than_one_value_are_told_apart():
    """United, they would no longer say what belongs to what."""
    pairs = (("a", "x"), ("b", "y"), ("a", "x"))
    told = _told(*(_problem(f"no `{a}`", n, f"write `{a}` into `{b}`") for n, (a, b) in enumerate(pairs, 1)))
    assert told == [
        "text.md:1:1: error: no `a` [overflow]",
        "  also: text.md:3:1",
        "  hint: write `a` into `x`",
        "text.md:2:1: error: no `b` [overflow]",
        "  hint: write `b` into `y`",
    ]


def test_hints_of_which_one_value_differs_are_united_though_others_stand_in_them():
    told = _told(*(_problem(f"no `{a}`", n, f"write `{a}` into `x`") for n, a in enumerate("ab", 1)))
    assert told[-1] == "  hint: write `a`, `b` into `x`"


def test_messages_of_other_words_stay_apart_and_their_hint_is_one():
    told = _told(_problem("too long", 1), _problem("too high", 2))
    assert told[:3] == [
        "text.md:1:1: error: too long [overflow]",
        "text.md:2:1: error: too high [overflow]",
        "  hint: cut it",
    ]


def test_errors_and_warnings_of_one_check_stay_apart():
    warning = Problem("overflow", "too long", "cut it", Span("text.md", 2), Severity.WARNING)
    assert len(grouped([_problem("too long"), warning])) == 2


def test_the_files_are_counted_below_their_folder():
    told = _told(
        *(_problem("a", n, path=f"s/t/{name}") for name, count in (("b", 1), ("c/d", 3)) for n in range(count))
    )
    assert told[-1] == "in 2 files of s/t: c/d 3, b 1"
    assert not [line for line in _told(_problem("a"), _problem("a", path="other")) if line.startswith("in ")]

"""What follows from another fault isn't told beside it: it may be gone once that is put right.

A fault spoils things: what stands at its place, and whatever it names in `spoils`. Whatever rests on one of these
follows from it. An error follows from errors only; so what is told stops a build wherever what is left out would.
"""

from __future__ import annotations

from collections.abc import Sequence

from leaflet.problem import Problem, Severity


def told(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Those of `problems` that don't follow from another of them, in the same order."""
    roots: set[Problem] = set()
    waiting = list(dict.fromkeys(problems))
    spoilt: dict[Severity, set[str]] = {severity: set() for severity in Severity}
    while waiting:
        following = [problem for problem in waiting if problem.rests_on & spoilt[problem.severity]]
        found = following or _roots(waiting)
        roots |= set() if following else set(found)
        for problem in found:
            for severity in (problem.severity, Severity.WARNING):
                spoilt[severity] |= _spoilt_by(problem)
        waiting = [problem for problem in waiting if problem not in found]
    return tuple(problem for problem in problems if problem in roots)


def _spoilt_by(problem: Problem) -> frozenset[str]:
    return (problem.spoils | {str(problem.span)}) - problem.rests_on


def _roots(waiting: Sequence[Problem]) -> Sequence[Problem]:
    """Those that rest on nothing which another could spoil; where each rests on another, the one with fewest behind it.

    Whatever that one rests on rests on it in turn: no other choice leaves them both out.
    """
    free = [problem for problem in waiting if not _causes(problem, waiting)]
    return free or [min(waiting, key=lambda problem: len({problem} | _all_causes(problem, waiting)))]


def _causes(problem: Problem, waiting: Sequence[Problem]) -> set[Problem]:
    """What `problem` follows from."""
    spoils = (other for other in waiting if other is not problem and problem.rests_on & _spoilt_by(other))
    return {other for other in spoils if problem.severity is Severity.WARNING or other.severity is Severity.ERROR}


def _all_causes(problem: Problem, waiting: Sequence[Problem]) -> set[Problem]:
    """The same, and what these follow from in turn."""
    found: set[Problem] = set()
    new = _causes(problem, waiting)
    while new:
        found |= new
        new = {cause for one in new for cause in _causes(one, waiting)} - found
    return found

"""What becomes of a violation: told, without effect, an allowed look that is listed by name, or silent."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

import yaml
from violations.appearance import Appearance, Difference, appearance, difference
from violations.document_tree import Tree, read_document
from violations.files import FileCase, changed_file
from violations.styles import StyleCase, with_rule

from leaflet.build.layout_problems import layout_problems
from leaflet.compose.document import compose
from leaflet.editions.edition import Edition
from leaflet.preflight import check_document, preflight
from leaflet.render.document import render

ALLOWED_LOOKS = Path(__file__).with_name("allowed_looks.yaml")
SAME = Difference(0, ())
UNSEEN = ("fonts", "marks", "tags", "text")
"""What a file says otherwise when a style draws the same dots in another order: what reads it goes by the tags, and
their order and kinds are held against the document."""


class Case(Protocol):
    """A violation of any generator."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...


C = TypeVar("C", bound=Case)


@dataclass(frozen=True)
class Verdict:
    """What became of one case."""

    name: str
    kind: str
    rules: tuple[str, ...]
    """By which it is refused."""
    difference: Difference
    """Of the file from the untouched one, in what it draws and says. Asked only of what isn't refused."""
    pdf: bytes

    @property
    def is_silent(self) -> bool:
        return bool(self.difference) and not self.rules


@dataclass(frozen=True)
class Untouched:
    """An edition as it is, to hold violations against."""

    edition: Edition

    @cached_property
    def html(self) -> str:
        return compose(self.edition)

    @cached_property
    def tree(self) -> Tree:
        return read_document(self.html)

    @cached_property
    def pdf(self) -> bytes:
        return render(self.html, self.edition.layout.folder).pdf

    @cached_property
    def appearance(self) -> Appearance:
        return appearance(self.pdf)

    @property
    def name(self) -> str:
        """Layout and locale."""
        return self.edition.id.partition("/")[2]

    def of_document(self, case: Case, html: str) -> Verdict:
        """Of a changed document: what its own laws say, or else what is said of the file."""
        if wrong := check_document(html, self.edition):
            return self._verdict(case, (fault.rule for fault in wrong), b"")
        return self._of_page(case, html)

    def of_rule(self, case: StyleCase) -> Verdict:
        """Of a rule in a layout's style sheet, which its document therefore has, too."""
        verdict = self._of_page(case, with_rule(self.html, case))
        seen = tuple(key for key in verdict.difference.says if key.split()[0] not in UNSEEN)
        return verdict if verdict.difference.pixels else replace(verdict, difference=Difference(0, seen))

    def _of_page(self, case: Case, html: str) -> Verdict:
        """What the renderer says of `html`, or else preflight of the file."""
        try:
            rendered = render(html, self.edition.layout.folder)
        except Exception as error:  # noqa: BLE001 -- whatever breaks the renderer is no published file
            return self._verdict(case, (type(error).__name__,), b"")
        faults = (*layout_problems(rendered, self.edition, html),) or preflight(rendered.pdf, self.edition, html)[0]
        return self._verdict(case, (fault.rule for fault in faults), rendered.pdf)

    def of_file(self, case: FileCase) -> Verdict:
        """Of a changed file, by preflight alone; an error of ours is a finding here."""
        try:
            pdf = changed_file(self.pdf, case)
            rules = [fault.rule for fault in preflight(pdf, self.edition, self.html)[0]]
        except Exception as error:  # noqa: BLE001
            return self._verdict(case, (type(error).__name__,), b"")
        return self._verdict(case, rules, pdf)

    def _verdict(self, case: Case, rules: Iterable[str], pdf: bytes) -> Verdict:
        found = tuple(dict.fromkeys(rules))
        return Verdict(case.name, case.kind, found, SAME if found else self._difference(pdf), pdf)

    def _difference(self, pdf: bytes) -> Difference:
        try:
            return difference(self.appearance, appearance(pdf))
        except Exception as error:  # noqa: BLE001 -- a file that can't be read differs
            return Difference(-1, (type(error).__name__,))


def sampled(cases: Iterable[C], each: int, seed: int) -> Iterator[C]:
    """So many of each kind: the first of an order that the seed gives, so that a larger sample holds a smaller one."""
    by_kind: defaultdict[str, list[C]] = defaultdict(list)
    for case in cases:
        by_kind[case.kind].append(case)
    for kind, own in by_kind.items():
        random.Random(f"{seed}/{kind}").shuffle(own)
        yield from own[:each]


def allowed_looks(edition: str) -> Mapping[str, str]:
    """The cases of `edition` that no law tells though they differ, by name, each with its reason."""
    entries = yaml.safe_load(ALLOWED_LOOKS.read_text("utf-8"))
    return {name: entry["why"] for entry in entries for name in entry["cases"].get(edition, ())}

"""Templates: the review that holds is `edition.review`, not `edition.topic.review`; other names have changed, too.

A topic has a review for each locale and layout since 0.2.0, so that only an edition knows the one that covers it. The
others got clearer names. They are changed in expressions and tags alone, never in what a template prints or comments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from leaflet.problem import Problem
from leaflet.read.template_tokens import TemplateToken, template_tokens
from leaflet.read.text_file import Problems, TextFile, span_of_offset
from leaflet.upgrade.edits import Edit, with_edits, with_line_feeds
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import OUTDATED, StepResult

VERSION = "0.2.0"
Chain = tuple[str, ...]
"""Names of attributes, one of the other."""
RENAMED: Mapping[Chain, Chain] = MappingProxyType(
    {
        ("topic", "review", "fingerprint"): ("fingerprint",),
        ("topic", "review"): ("review",),
        ("disclaimers",): ("house_statements",),
        ("chrome",): ("layout_translations",),
        ("read_far_enough",): ("can_support_claim",),
    }
)
"""Attributes of editions and of what is in them; a longer chain is looked for first."""
RENAMED_METHODS: Mapping[Chain, Chain] = MappingProxyType(
    {
        ("wording",): ("wording_for",),
        ("claims",): ("claim_ids",),
        ("reads",): ("wants_locale",),
        ("origin", "at"): ("origin", "span_at"),
    }
)
"""As above, where they are called; `.wording` and `.claims` that are not stand for something else, as ever."""
_BY_NAME = frozenset({"attr", "selectattr", "rejectattr", "groupby"})
"""Filters whose first argument names an attribute; others have `attribute=`."""


@dataclass(frozen=True)
class _Access:
    """`.name` or `["name"]` in an expression."""

    name: str
    first: int
    last: int
    """Numbers of its first and last token."""


def upgraded(house: HouseFiles) -> StepResult:
    """The templates that use an old name, with the new ones."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path, text in house.matching("layouts/*.j2"):
        new, faults = _upgraded(TextFile(path, with_line_feeds(text)), text)
        problems += faults
        if new != text:
            texts[path] = new
    return StepResult(texts, problems=tuple(problems))


def _upgraded(file: TextFile, text: str) -> tuple[str, Problems]:
    """`text`, the template `file` as it is written, with new names, and what a person must change."""
    tokens, problems = template_tokens(file)
    own = _own_names(tokens)
    edits: list[Edit] = []
    unclear = list(_topic_reviews(tokens))
    for edit, old in (*_renamed_accesses(tokens), *_renamed_arguments(tokens)):
        if own.isdisjoint(old):
            edits.append(edit)
        else:
            unclear.append((edit.start, f".{'.'.join(old)}", f".{'.'.join(_new_name(old))}"))
    unclear_problems = tuple(_unclear(file, start, old, new) for start, old, new in unclear)
    return with_edits(text, edits), (*problems, *unclear_problems)


def _renamed_accesses(tokens: Sequence[TemplateToken]) -> Iterator[tuple[Edit, Chain]]:
    """What to change of each old name that is asked for in an expression, with that name."""
    spaces = {"self", "super", *_imported(tokens)}
    for chain in _chains(tokens):
        before = tokens[chain[0].first - 1]
        n = 1 if before.kind == "name" and before.text in spaces else 0  # a macro or a block may have any name
        while n < len(chain):
            old = _old_name(chain[n:], tokens)
            if old:
                start, end = tokens[chain[n].first].start, tokens[chain[n + len(old) - 1].last].end
                yield Edit(start, end, "".join(f".{name}" for name in _new_name(old))), old
            n += len(old) or 1


def _chains(tokens: Sequence[TemplateToken]) -> Iterator[list[_Access]]:
    """Runs of accesses that follow one another directly."""
    chain: list[_Access] = []
    for access in _accesses(tokens):
        if chain and access.first != chain[-1].last + 1:
            yield chain
            chain = []
        chain.append(access)
    if chain:
        yield chain


def _accesses(tokens: Sequence[TemplateToken]) -> Iterator[_Access]:
    for n, token in enumerate(tokens):
        kinds = [t.kind for t in tokens[n + 1 : n + 3]]
        if token.text == "." and kinds[:1] == ["name"]:
            yield _Access(tokens[n + 1].text, n, n + 1)
        is_subscript = token.text == "[" and n > 0 and (tokens[n - 1].kind == "name" or tokens[n - 1].text in "])")
        if is_subscript and kinds == ["string", "operator"] and tokens[n + 2].text == "]":
            yield _Access(tokens[n + 1].text[1:-1], n, n + 2)


def _old_name(chain: Sequence[_Access], tokens: Sequence[TemplateToken]) -> Chain:
    """The old name that `chain` begins with; () where it begins with none."""
    names = tuple(access.name for access in chain)
    for old in RENAMED:
        if names[: len(old)] == old:
            return old
    for old in RENAMED_METHODS:
        following = chain[len(old) - 1].last + 1 if names[: len(old)] == old else len(tokens)
        if following < len(tokens) and tokens[following].text == "(":
            return old
    return ()


def _new_name(old: Chain) -> Chain:
    return RENAMED.get(old) or RENAMED_METHODS[old]


def _renamed_arguments(tokens: Sequence[TemplateToken]) -> Iterator[tuple[Edit, Chain]]:
    """What to change of each old name that is given to a filter, as in `selectattr("read_far_enough")`."""
    for n, token in enumerate(tokens):
        before = tuple(t.text for t in tokens[max(n - 3, 0) : n])
        is_argument = before[-2:] == ("attribute", "=") or (
            len(before) == 3 and before[0] == "|" and before[1] in _BY_NAME and before[2] == "("
        )
        if token.kind == "string" and is_argument:
            names = tuple(token.text[1:-1].split("."))
            for old, new in RENAMED.items():
                for start in range(len(names) - len(old) + 1):
                    if names[start : start + len(old)] == old:
                        changed = ".".join((*names[:start], *new, *names[start + len(old) :]))
                        yield Edit(token.start + 1, token.end - 1, changed), old


def _imported(tokens: Sequence[TemplateToken]) -> Iterator[str]:
    """Names of other templates, `m` of `{% import "base/macros.html.j2" as m %}`."""
    is_import = False
    for token, after in pairwise(tokens):
        is_import = (is_import or token.text == "import") and token.kind != "block_end"
        if is_import and token.text == "as":
            yield after.text


def _own_names(tokens: Sequence[TemplateToken]) -> frozenset[str]:
    """Keys and attributes that the template itself gives to something: what has one of them isn't an edition."""
    texts = [token.text for token in tokens]
    has_makers = "dict" in texts or "namespace" in texts
    names = {t.text[1:-1] for t, after in zip(tokens, texts[1:], strict=False) if t.kind == "string" and after == ":"}
    if has_makers:
        names |= {t.text for t, after in zip(tokens, texts[1:], strict=False) if t.kind == "name" and after == "="}
    return frozenset(names)


def _topic_reviews(tokens: Sequence[TemplateToken]) -> Iterator[tuple[int, str, str]]:
    """(offset, old, new) where the review of a topic is asked for that has a name of its own."""
    topics = {"topic", *_names_of_topics(tokens)}
    for chain in _chains(tokens):
        before = tokens[chain[0].first - 1]
        if before.kind == "name" and before.text in topics and chain[0].name == "review":
            yield before.start, f"{before.text}.review", "edition.review"


def _names_of_topics(tokens: Sequence[TemplateToken]) -> Iterator[str]:
    """Names that are given to a topic: `t` of `{% set t = edition.topic %}`."""
    for chain in _chains(tokens):
        start = tokens[max(chain[0].first - 4, 0) : chain[0].first]
        ends = chain[-1].last + 1 < len(tokens) and tokens[chain[-1].last + 1].kind == "block_end"
        if chain[-1].name == "topic" and ends and [t.text for t in start[::2]] == ["set", "="]:
            yield start[1].text


def _unclear(file: TextFile, start: int, old: str, new: str) -> Problem:
    message = f"`{old}` may be a name of version 0.1, or one of the template's own"
    hint = f"where it asks an edition, write `{new}`; otherwise give the template's own another name"
    return Problem(OUTDATED, message, hint, span_of_offset(file.path, file.text, start))

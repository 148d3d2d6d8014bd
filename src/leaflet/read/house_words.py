"""What a house makes of leaflet's own words: more of them, other advice, and some left out with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from leaflet.messages import did_you_mean
from leaflet.model import OFFERED, HouseWords, LeftOut, Term, WordLists, WordRules, list_names
from leaflet.problem import Problem, Span

RULES = tuple(name for name in WordRules.model_fields if name != "origin")


def with_house_words(own: HouseWords, base: WordLists) -> WordLists:
    """`base` without what `own` leaves out, and with what it adds: a house's lists and terms come after leaflet's.

    A phrase that the same rule of both refuses is refused as the house's term says.
    """
    kept = _without(base, own.without)
    groups = {name: _joined(kept.groups.get(name), own.groups.get(name)) for name in {**kept.groups, **own.groups}}
    lists = {name: _once(kept.words.get(name, ()), own.words.get(name, ())) for name in {**kept.words, **own.words}}
    return WordLists(
        **_joined_rules(kept, own),
        words=lists,
        groups=groups,
        not_peer_reviewed=_once(kept.not_peer_reviewed, own.not_peer_reviewed),
    )


def house_word_faults(own: HouseWords, base: WordLists) -> Iterator[Problem]:
    """What `own` leaves out and `base` doesn't have, and lists that it names and nobody has, or only further down."""
    for n, left in enumerate(own.without):
        yield from _left_out_faults(left, _places(base), own.span("without", n))
    known = [OFFERED, *base.words]
    for name, phrases in own.words.items():
        for n, phrase in enumerate(phrases):
            above = known[: known.index(name)] if name in known else known
            yield from _unknown_lists(list_names([phrase]), above, own.span("words", name, n))
        known += [name] if name not in known else []
    for rules in (own, *own.groups.values()):
        for term in rules.terms():
            yield from _unknown_lists(sorted(term.list_names()), known, term.span())


def _unknown_lists(names: Iterable[str], known: Collection[str], span: Span) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            message = f"there is no list `{name}` among `words`, or not above this"
            hint = f"{did_you_mean(name, known)}there are {', '.join(known)}"
            yield Problem("invalid-record", message, hint, span)


def _left_out_faults(left: LeftOut, places: Mapping[str, Collection[str]], span: Span) -> Iterator[Problem]:
    if left.of not in places:
        hint = f"{did_you_mean(left.of, places)}name a list of words, a rule or a group"
        yield Problem("invalid-record", f"leaflet has no words called `{left.of}`", hint, left.span("of"))
        return
    there = places[left.of]
    for n, word in enumerate(left.words):
        if word not in there:
            message = f"“{word}” isn't among leaflet's own words of `{left.of}`, so it can't be left out"
            hint = f"{did_you_mean(word, there)}write it as it stands there, or take it out here"
            yield Problem("invalid-record", message, hint, left.span("words", n))


def _places(base: WordLists) -> Mapping[str, Collection[str]]:
    """The phrases of each list, rule and group."""
    groups = {name: _phrases(rules.terms()) for name, rules in base.groups.items()}
    return {**{rule: _phrases(getattr(base, rule)) for rule in RULES}, **groups, **base.words}


def _phrases(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(phrase for term in terms for phrase in term.term)


def _without(base: WordLists, left_out: Iterable[LeftOut]) -> WordLists:
    """`base` without these words: each in the list, the rule or the group that is named."""
    gone = {left.of: set[str]() for left in left_out}
    for left in left_out:
        gone[left.of].update(left.words)
    rules = {rule: _terms_without(getattr(base, rule), gone.get(rule, ())) for rule in RULES}
    groups = {
        name: group.model_copy(update={r: _terms_without(getattr(group, r), gone.get(name, ())) for r in RULES})
        for name, group in base.groups.items()
    }
    lists = {name: tuple(w for w in words if w not in gone.get(name, ())) for name, words in base.words.items()}
    return base.model_copy(update={**rules, "groups": groups, "words": lists})


def _terms_without(terms: Iterable[Term], phrases: Collection[str]) -> tuple[Term, ...]:
    """The `terms` without these phrases; one that has no other is left out."""
    cut = (term.model_copy(update={"term": tuple(p for p in term.term if p not in phrases)}) for term in terms)
    return tuple(term for term in cut if term.term)


def _joined(base: WordRules | None, own: WordRules | None) -> WordRules:
    return WordRules(**_joined_rules(base or WordRules(), own or WordRules()))


def _joined_rules(base: WordRules, own: WordRules) -> dict[str, Any]:
    return {
        rule: (*_terms_without(getattr(base, rule), _phrases(getattr(own, rule))), *getattr(own, rule))
        for rule in RULES
    }


def _once(base: Iterable[str], own: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*base, *own)))

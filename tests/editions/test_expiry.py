"""What expires stops, and warns of, the editions that print it and no others."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import contact
from small_house import BY, TODAY

from leaflet import policies
from leaflet.build.blocking import is_blocking
from leaflet.compose.document import compose
from leaflet.editions.expiry import ExpiryKind, expiries, prints_contact
from leaflet.editions.from_library import editions
from leaflet.editions.sign_off import review_records, save, with_new
from leaflet.policies import expired_contact, expired_statement, expires_soon, unverified_contact
from leaflet.read.sources import read_library

DAYS = st.dates(TODAY - timedelta(100), TODAY + timedelta(100))


@pytest.fixture(scope="module")
def library(small_house):
    return read_library(small_house)[0]


@st.composite
def contacts(draw):
    """Help lines of some countries, each with a name and numbers of its own, of one, two or no numbers."""
    drawn = draw(st.lists(st.tuples(st.sampled_from(["NL", "GB"]), st.integers(0, 2), DAYS, st.booleans()), max_size=4))
    first = ("NL", 1, draw(DAYS), True)
    return tuple(
        contact(
            f"line-{n}",
            country=country,
            kind="emergency" if n == 0 else draw(st.sampled_from(["emergency", "crisis", "urgent-care"])),
            number=" / ".join(f"0800-{n}{k}11" for k in range(count)) or None,
            expires=day,
            verified=verified,
        ).model_copy(update={"name": f"Line Q{n}"})
        for n, (country, count, day, verified) in enumerate((first, *drawn))
    )


def _shown(library, shows, named):
    """The library whose layouts list no contacts where `shows` is false, and whose first topic says `named`."""
    layouts = tuple(
        layout
        if show
        else layout.model_copy(update={"shows": tuple(part for part in layout.shows if part != "contacts")})
        for layout, show in zip(library.layouts, shows, strict=True)
    )
    first, *others = library.topics
    meta = first.meta.model_copy(update={"title": f"Tea {named}"})
    return replace(library, layouts=layouts, topics=(first.model_copy(update={"meta": meta}), *others))


def _prints(html, one):
    """Is its name or one of its numbers in what was composed?"""
    words = [one.name, *(one.number or one.name).split(" / ")]
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", html) for word in words)


@pytest.mark.slow
def test_only_editions_that_print_an_expired_contact_are_stopped(library):
    @settings(max_examples=12, deadline=None)
    @given(lines=contacts(), shows=st.lists(st.booleans(), min_size=5, max_size=5), choice=st.integers(0, 5))
    def check(lines, shows, choice):
        numbers = [number for one in lines if one.country == "NL" for number in (one.number or "").split(" / ")]
        named = ["is hot", *numbers][choice % (len(numbers) + 1)]
        house = replace(_shown(library, shows, named), contacts=lines)
        assert _wrongly_stopped(house, expired_contact, lambda one: one.expires < TODAY) == []
        assert _wrongly_stopped(house, unverified_contact, lambda one: not one.verified) == []

    check()


def _wrongly_stopped(house, policy, is_bad):
    """(edition, contacts that stop it, those that it prints and that should), where these differ."""
    found = tuple(policy.check(house, TODAY))
    rows = [
        (
            edition.id,
            {
                one.id
                for one in house.contacts
                for p in found
                if f"`{one.id}`" in p.message and is_blocking(p, edition.name)
            },
            {one.id for one in house.contacts if is_bad(one) and _prints(compose(edition), one)},
        )
        for edition in editions(house, TODAY)
    ]
    return [row for row in rows if row[1] != row[2]]


def test_a_number_is_found_whole(library):
    made = next(edition for edition in editions(library, TODAY) if edition.layout.id == "trifold")
    statement = made.house_statements[0].model_copy(update={"text": "Call 0800-0113 or 113."})
    for number, is_there in {"113": True, "0800-0113": True, "13": False, "0800": False, "9 / 113": True}.items():
        edition = replace(made, contacts=(), house_statements=(statement,))
        assert prints_contact(edition, contact("other", number=number)) is is_there, number
        assert not prints_contact(edition, contact("other", number=number, country="GB"))


@pytest.mark.parametrize(
    ("days", "rules"),
    [
        (-1, {expired_contact.NAME, expired_statement.NAME}),
        (0, {expires_soon.NAME}),
        (60, {expires_soon.NAME}),
        (61, set()),
    ],
)
def test_it_is_warned_of_from_60_days_before_until_it_has_expired(library, days, rules):
    day = TODAY + timedelta(days)
    statements = tuple(s.model_copy(update={"expires": day}) for s in library.statements)
    lines = tuple(c.model_copy(update={"expires": day}) for c in library.contacts)
    house = replace(library, statements=statements, contacts=lines)
    told = {p.rule for p in policies.check(house, TODAY) if "expire" in p.rule}
    assert told == rules


def test_a_review_is_warned_of_until_a_later_one_covers_the_same(house, read):
    day = date(2027, 11, 1)
    own = [edition for edition in read().values() if edition.topic.id == "tiny" and str(edition.locale) == "nl-NL"]
    save(house, "tiny", review_records(own, BY, TODAY))
    first, _ = read_library(house)
    (review,) = [e for e in expiries(first, day) if e.kind is ExpiryKind.REVIEW]
    assert set(review.editions) == {edition.id for edition in own}
    (warning,) = expires_soon.check(first, day)
    assert set(warning.editions) == {edition.id for edition in own}
    assert "in 23 days" in warning.message

    renewed = [edition for edition in own if edition.layout.id != "trifold"]
    later = review_records(renewed, replace(BY, role="nurse", day=day), day)
    save(house, "tiny", with_new(first.topic("tiny").reviews, later))
    second, _ = read_library(house)
    before, after = [e for e in expiries(second, day) if e.kind is ExpiryKind.REVIEW]
    assert before.editions == ("tiny/trifold/nl-NL",)
    assert set(after.editions) == {edition.id for edition in renewed}


def test_a_signed_topic_with_a_level_that_does_not_exist_is_told_like_any_other(house, signed, edit):
    assert signed
    edit("sources/topics/tiny/claims.yaml", "level: animal\n", "level: animals\n")
    library, _ = read_library(house)
    rules = {p.rule for p in policies.check(library, TODAY)}
    assert "unknown-level" in rules
    assert "expired-review" not in rules

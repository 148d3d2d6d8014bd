"""`leaflet due`: what expires when, as text, JSON and a calendar."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from cli_samples import TODAY, broken, change
from hypothesis import given
from hypothesis import strategies as st

from leaflet.cli.due import _last_day, printed_by
from leaflet.cli.due_calendar import calendar_file
from leaflet.editions.expiry import Expiry, ExpiryKind
from leaflet.problem import Span, escaped

DAY = date.fromisoformat(TODAY)
PLACE = "sources/contacts.yaml"
LINE = re.compile(r'[A-Z-]+(?:;[A-Z-]+=[^";:,\x00-\x1f]+)*:[^\x00-\x08\x0a-\x1f\x7f]*')
"""A content line without control characters (RFC 5545, 3.1)."""
TEXT = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
"""A value of type TEXT (3.3.11)."""


def _expiry(name="nl-112", about="contact `nl-112`", day=DAY, editions=("tea/leaflet/nl-NL",)):
    return Expiry(day, Span(PLACE, 10, 12), ExpiryKind.CONTACT, name, about, editions)


def _events(file):
    """The events of a calendar, read as strictly as RFC 5545 is written: values by property, escapes undone."""
    assert file.endswith(b"\r\n")
    assert b"\r" not in file.replace(b"\r\n", b"")
    assert b"\n" not in file.replace(b"\r\n", b"")
    rows = file.split(b"\r\n")[:-1]
    assert all(0 < len(row) <= 75 for row in rows)
    assert all(row.decode() for row in rows), "no letter of several octets is cut in two"
    lines = b"\r\n".join(rows).replace(b"\r\n ", b"").decode().split("\r\n")
    assert all(LINE.fullmatch(line) for line in lines)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    head, *events = "\n".join(lines[1:-1]).split("BEGIN:VEVENT\n")
    assert sorted(line.partition(":")[0] for line in head.split("\n") if ":" in line) == ["PRODID", "VERSION"]
    return [_properties(event.removesuffix("\n").removesuffix("\nEND:VEVENT")) for event in events]


def _properties(event):
    pairs = [line.partition(":")[::2] for line in event.split("\n")]
    assert len({name for name, _ in pairs}) == len(pairs), "each property once"
    texts = {name: value for name, value in pairs if name in ("SUMMARY", "DESCRIPTION", "UID")}
    assert all(TEXT.fullmatch(value) for value in texts.values())
    undone = {name: re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value) for name, value in texts.items()}
    return {**dict(pairs), **undone}


@given(about=st.text(min_size=1, max_size=200), days=st.integers(0, 3000), name=st.text(min_size=1, max_size=80))
def test_a_calendar_is_strictly_one_and_says_what_was_put_in(about, days, name):
    day = DAY + timedelta(days)
    (event,) = _events(calendar_file([(_expiry(name, about, day), "tea, milk (nl-NL); coffee (de-DE)")], DAY, "House"))
    assert event["DTSTART;VALUE=DATE"] == day.strftime("%Y%m%d")
    assert event["DTSTAMP"] == f"{DAY:%Y%m%d}T000000Z"
    shown = escaped(about)
    assert event["SUMMARY"] == f"{shown[0].upper()}{shown[1:]} expires"
    place, printed, remedy = event["DESCRIPTION"].split("\n")
    assert (place, printed) == (f"{PLACE}:10:12", "Printed by tea, milk (nl-NL); coffee (de-DE).")
    assert remedy.startswith("What to do: look at")


def test_an_event_is_the_same_on_another_day_and_another_where_it_is_of_something_else():
    def uid(expiry, day=DAY, house="House"):
        return _events(calendar_file([(expiry, "tea (nl-NL)")], day, house))[0]["UID"]

    same = uid(_expiry())
    assert same == uid(_expiry(day=DAY + timedelta(100)), DAY + timedelta(1))
    others = {uid(_expiry("nl-113")), uid(_expiry(), house="Other"), same}
    assert len(others) == 3


def test_topics_that_print_it_in_the_same_locales_are_named_together_and_not_all_of_many():
    editions = [f"topic-{n}/leaflet/{locale}" for n in range(6) for locale in ("nl-NL", "en-NL")]
    said = printed_by(_expiry(editions=("tea/card/nl-NL", "tea/leaflet/nl-NL", *editions)))
    assert said == "tea (nl-NL); topic-0, topic-1, topic-2, topic-3 and 2 more (nl-NL, en-NL)"


@pytest.mark.parametrize(
    ("within", "last"),
    [
        ("0d", date(2026, 11, 24)),
        ("90d", date(2027, 2, 22)),
        ("2w", date(2026, 12, 8)),
        ("3m", date(2027, 2, 24)),
        ("1y", date(2027, 11, 24)),
        ("99999y", date.max),
        ("99999d", date(2300, 9, 8)),
    ],
)
def test_a_time_is_counted_from_today(within, last):
    assert _last_day(within, date(2026, 11, 24)) == last


@pytest.mark.slow
@pytest.mark.parametrize("within", ["90", "d", "-3d", "ninety", "9.5d", "١d", "90 d", "", "3h", "90D"])
def test_a_time_that_isnt_one_is_told(leaflet, within):
    status, out, err = leaflet("due", f"--within={within}")
    assert (status, out) == (2, "")
    assert f"such as 90d, 12w, 6m or 1y, not `{within}`" in err


@pytest.mark.slow
def test_what_expires_is_listed_by_its_day_with_its_place_and_what_prints_it(leaflet, project):
    change(project, PLACE, "expires: 2027-05-23", "expires: 2026-11-20")
    status, out, err = leaflet("due")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[:2] == [
        "2026-11-20  4 days ago   contact `nl-112`",
        "  sources/contacts.yaml:11:12: printed by bdnf-trkb (nl-NL, en-NL)",
    ]
    assert [line[:10] for line in lines[::2]] == sorted(line[:10] for line in lines[::2])
    rows = json.loads(leaflet("due", "--format", "json")[1])["due"]
    assert [(row["kind"], row["id"], row["days_left"]) for row in rows if row["id"] in ("nl-112", "legal-mdma-nl")] == [
        ("contact", "nl-112", -4),
        ("statement", "legal-mdma-nl", 180),
    ]
    assert rows[0]["topics"] == {"bdnf-trkb": ["nl-NL", "en-NL"]}
    assert "gb-999" not in out


@pytest.mark.slow
def test_the_calendar_has_the_same(command):
    done = command("due", "--format", "ics")
    assert (done.returncode, done.stderr) == (0, b"")
    assert [event["SUMMARY"] for event in _events(done.stdout)] == [
        "Statement `fda-declined-mdma` expires",
        "Contact `nl-112` expires",
        "Contact `nl-113` expires",
        "Contact `nl-huisartsenspoedpost` expires",
        "Statement `drug-testing-nl` expires",
        "Statement `legal-mdma-nl` expires",
        "Statement `legal-others-not-covered` expires",
    ]
    assert command("--format", "ics", "due").stdout == done.stdout
    assert command("--format", "ics", "list").returncode == 2


@pytest.mark.slow
def test_nothing_that_expires_is_said_in_a_sentence(leaflet):
    sentence = "nothing that is printed expires within 1w\n"
    assert leaflet("due", "--within", "1w") == (0, sentence, "")
    assert leaflet("due", "--within", "1w", "--format", "ics") == (0, "", sentence)
    assert json.loads(leaflet("due", "--within", "1w", "--format", "json")[1]) == {"due": [], "problems": []}


@pytest.mark.slow
def test_a_list_that_lacks_what_could_not_be_read_says_so(leaflet, project):
    change(project, PLACE, "expires: 2027-05-23", "expires: soon")
    status, out, err = leaflet("due")
    assert status == 1
    assert "sources/contacts.yaml:11:12: error" in err
    assert "legal-mdma-nl" in out
    broken(project)
    assert leaflet("due", "--format", "ics")[:2] == (1, "")

"""What expires, as a file for a calendar (iCalendar, RFC 5545): an event for each, of the whole of its last day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from leaflet.editions.expiry import Expiry
from leaflet.policies.expires_soon import REMEDIES
from leaflet.problem import escaped

_PRODUCT = "-//leaflet-press//leaflet due//EN"


def calendar_file(found: Iterable[tuple[Expiry, str]], day: date, house: str) -> bytes:
    """The file of `found`, each with what prints it, as it is on `day`; `house` is who publishes it.

    An event keeps its UID when its last day is changed, so that a calendar moves it, and has no second one.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for expiry, printed_by in found:
        calendar.add_component(_event(expiry, printed_by, day, house))
    return bytes(calendar.to_ical())


def _event(expiry: Expiry, printed_by: str, day: date, house: str) -> Event:
    about = escaped(expiry.about)
    lines = (f"{expiry.span}", f"Printed by {printed_by}.", f"What to do: {REMEDIES[expiry.kind]}.")
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"leaflet:{house}:{expiry.kind}:{expiry.id}")))
    event.add("dtstamp", datetime.combine(day, time(), UTC))
    event.add("dtstart", expiry.last_day)
    event.add("summary", f"{about[0].upper()}{about[1:]} expires")
    event.add("description", "\n".join(map(escaped, lines)))
    event.add("categories", [str(expiry.kind)])
    event.add("transp", "TRANSPARENT")
    return event

"""An emergency number isn't the country's own, or a statement on emergencies doesn't name it.

Why: “Call 211 at once” is a slip of one finger. Nobody sees it before it matters, and then there is no time.

Fix: give the country's own emergency number, in the digits 0 to 9, in the contact of `kind: emergency` in
`sources/contacts.yaml`. The statement with `subject: emergency-call` writes `{emergency}` for it, and no other number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from leaflet.model import EMERGENCY_CALL, HOUSE_SCOPE, Contact, Library, StatementKind
from leaflet.policies.phrases import running_words
from leaflet.policies.printed_editions import edition_ids
from leaflet.policies.telephone_numbers import numbers_to_call
from leaflet.policies.texts import PrintedText, printed_texts, word_at
from leaflet.problem import Problem, thing
from leaflet.running_text.constructs import PLACEHOLDER
from leaflet.telephone import BARE, beside, digits, is_emergency, is_own_emergency

NAME = "unfit-emergency-number"
_FILLED = "EMERGENCY"
"""What stands for the number while others are looked for."""


def check(library: Library, today: date) -> Iterator[Problem]:
    """Emergency contacts with another country's number, and statements on emergencies with another number or none."""
    for contact in library.contacts:
        if contact.kind == "emergency" and contact.number and not is_own_emergency(contact.number, contact.country):
            yield _wrong_contact(library, contact)
    calls, others = _contexts(library)
    for text in printed_texts(library, (HOUSE_SCOPE,)):
        numbers = _other_numbers(library, text) if text.context in calls | others else ()
        if text.context in calls and PLACEHOLDER not in text.text:
            yield _number_missing(text, numbers)
        else:
            yield from (_other_number(text, number) for number in numbers)


def _contexts(library: Library) -> tuple[set[str], set[str]]:
    """Paths of the statements that say whom to call, and of all others on emergencies."""
    calls = {f"disclaimer/{s.id}/text" for s in library.statements if s.subject == EMERGENCY_CALL}
    return calls, {f"disclaimer/{s.id}/text" for s in library.statements if s.kind is StatementKind.EMERGENCY} - calls


def _wrong_contact(library: Library, contact: Contact) -> Problem:
    locales = tuple(locale for locale in library.locales if locale.country == contact.country)
    return Problem(
        NAME,
        f"`{contact.number}` isn't {contact.country}'s own emergency number",
        "write the country's own number, in the digits 0 to 9, as its government gives it: 112 in the Netherlands",
        contact.span("number"),
        editions=edition_ids(library, locales=locales),
        spoils=frozenset({thing("contact", "emergency")}),
    )


def _number_missing(text: PrintedText, numbers: Collection[str]) -> Problem:
    instead = f", but {', '.join(f'“{number}”' for number in numbers)}" if numbers else ""
    return Problem(
        NAME,
        f"this statement doesn't name the emergency number{instead}",
        f"write {PLACEHOLDER} where the number is to stand; it is filled with the country's own",
        text.span,
        spoils=frozenset(word_at(text.span, word) for word in (PLACEHOLDER, *numbers)),
    )


def _other_number(text: PrintedText, number: str) -> Problem:
    return Problem(
        NAME,
        f"“{number}” stands in a statement on emergencies, which names no number but {PLACEHOLDER}",
        f"take it out; {PLACEHOLDER} is filled with the country's number",
        text.span,
        spoils=frozenset({word_at(text.span, number)}),
    )


def _other_numbers(library: Library, text: PrintedText) -> tuple[str, ...]:
    """The digits of each number in a statement on emergencies, beside the placeholder."""
    words = running_words(text.text.replace(PLACEHOLDER, _FILLED))
    called = (match["number"] for match in numbers_to_call(library, text.language, words))
    countries = {contact.country for contact in library.contacts} | {locale.country for locale in library.locales}
    short = (n for n in BARE.findall(words) if any(is_emergency(n, country) for country in countries))
    filled = re.finditer(_FILLED, words)
    after = (number["number"] for place in filled if (number := beside(1, "3,").match(words, place.end())))
    return tuple(dict.fromkeys(digits(n) for n in (*called, *short, *after)))

"""Small records to test with, made in memory."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from leaflet.editions.edition import Edition
from leaflet.model import (
    Audience,
    Category,
    Claim,
    ClaimPlaceholder,
    Contact,
    EvidenceLevel,
    House,
    Ladder,
    Layout,
    Library,
    Locale,
    OwedBy,
    PageBounds,
    Prose,
    Reference,
    ReviewRecord,
    Section,
    Statement,
    StatementKind,
    Subject,
    Topic,
    TopicMeta,
    Uncertainty,
    WordBounds,
)
from leaflet.problem import Span

TODAY = date(2026, 11, 24)


def level(name: str = "animal", *, human: bool = False, symbol: str = "△") -> EvidenceLevel:
    """A rung."""
    return EvidenceLevel(id=name, symbol=symbol, label=f"{name} word", meaning=f"What {name} means.", human=human)


LADDER = Ladder(
    levels=(level("animal"), level("human-trial", human=True, symbol="■")),
    contested_symbol="⇄",
    contested_label="contested",
    contested_meaning="Studies disagree.",
)


def claim(name: str = "growth", **changes: Any) -> Claim:
    """A claim on mice."""
    fields = {
        "id": name,
        "patient": f"In mice, {name} was seen.",
        "clinician": f"{name.capitalize()} in mice.",
        "level": "animal",
        "studied": "Twelve mice",
        "supported_by": ("smith2020",),
        "does_not_show": "It does not show what happens in people.",
    }
    return Claim(**{**fields, **changes})


def subject(name: str = "not-medical-advice", **changes: Any) -> Subject:
    """A subject that each topic owes."""
    fields = {"id": name, "label": f"What {name} says.", "owed_by": OwedBy.TOPIC, "why": "because"}
    return Subject(**{**fields, **changes})


def category(name: str = "kind", **changes: Any) -> Category:
    """A kind of topic that owes the legal status of each substance."""
    return Category(**{"id": name, "label": f"Of the {name}", "subjects": ("legal-status",), **changes})


def disclaimer(name: str = "not-advice", **changes: Any) -> Statement:
    """A statement that is always required."""
    fields = {
        "id": name,
        "kind": StatementKind.ADVICE,
        "subject": "not-medical-advice",
        "text": f"Statement {name}.",
        "why": "because",
        "min_pt": 9.0,
    }
    return Statement(**{**fields, **changes})


def contact(name: str = "emergency-nl", **changes: Any) -> Contact:
    """The Dutch emergency line."""
    fields = {
        "id": name,
        "country": "NL",
        "kind": "emergency",
        "name": "Emergency",
        "number": "112",
        "what_for": "Danger to life.",
        "source": "the service's page",
        "checked": TODAY,
        "expires": date(2027, 5, 24),
        "verified": True,
    }
    return Contact(**{**fields, **changes})


def reference(name: str = "smith2020", **changes: Any) -> Reference:
    """A paper whose abstract was read."""
    csl = {
        "id": name,
        "type": "article-journal",
        "title": f"On {name}",
        "author": [{"family": "Smith", "given": "A."}],
        "container-title": "Journal of Samples",
        "issued": {"date-parts": [[2020, 3, 4]]},
        "volume": "1",
        "page": "2-9",
        "DOI": "10.1000/sample",
    }
    fields = {"id": name, "csl": csl, "read": "abstract", "system": "mice", "finding": "growth"}
    return Reference(**{**fields, **changes})


def layout(name: str = "leaflet", **changes: Any) -> Layout:
    """An A5 leaflet for patients."""
    fields = {
        "id": name,
        "title": "A leaflet",
        "audience": Audience.PATIENT,
        "width_mm": 148,
        "height_mm": 210,
        "pages": PageBounds(at_most=2),
        "smallest_pt": 8,
        "body_pt": 10,
        "languages": ("en", "nl"),
        "shows": ("prose", "contacts"),
        "words": WordBounds(at_most=500),
        "folder": Path("layouts/leaflet"),
        "look": hashlib.sha256(name.encode()).hexdigest(),
    }
    return Layout(**{**fields, **changes})


def meta(**changes: Any) -> TopicMeta:
    """Identity of the topic `sample`."""
    fields = {
        "id": "sample",
        "title": "A sample",
        "subtitle": "Of nothing much",
        "for_whom": "For people who test.",
        "in_short": ("It is short.",),
        "version": "1.0",
        "date": TODAY,
        "categories": ("kind",),
        "substances": ("lsd",),
        "authors": ("The authors",),
        "funding": "None.",
        "conflicts": "None known.",
    }
    return TopicMeta(**{**fields, **changes})


def section(name: str = "what", **changes: Any) -> Section:
    """A section with a paragraph and a claim."""
    fields = {
        "id": name,
        "title": f"Section {name}?",
        "audiences": (Audience.PATIENT,),
        "role": "background",
        "blocks": (Prose(id=f"{name}.1", markdown="Some **bold** words."), ClaimPlaceholder(claim="growth")),
    }
    return Section(**{**fields, **changes})


def uncertainty(name: str = "dose", **changes: Any) -> Uncertainty:
    """An open question."""
    fields = {"id": name, "question": f"What {name}?", "why_open": "Not studied.", "ask": f"Ask about {name}."}
    return Uncertainty(**{**fields, **changes})


def topic(**changes: Any) -> Topic:
    """The topic `sample`: two claims, one section, one uncertainty."""
    fields: dict[str, Any] = {
        "meta": meta(),
        "claims": (claim(), claim("trial", level="human-trial", patient=None, clinician="In a trial.")),
        "uncertainties": (uncertainty(),),
        "sections": (section(),),
    }
    return Topic(**{**fields, **changes})


def house(**changes: Any) -> House:
    """House rules for nl-NL and en-NL."""
    fields: dict[str, Any] = {
        "publisher": "The house",
        "locales": ("en-NL", "nl-NL"),
        "review_months": 12,
        "feedback": "Tell us.",
        "update_policy": "Every year.",
    }
    return House(**{**fields, **changes})


def library(**changes: Any) -> Library:
    """A whole library of one topic and one layout."""
    fields: dict[str, Any] = {
        "root": Path(),
        "house": house(),
        "ladder": LADDER,
        "subjects": (subject(), subject("legal-status", owed_by=OwedBy.AGENT)),
        "categories": (category(),),
        "statements": (disclaimer(),),
        "substances": (),
        "contacts": (contact(), contact("emergency-gb", country="GB", number="999")),
        "word_lists": {},
        "references": {"smith2020": reference(), "jones2021": reference("jones2021")},
        "reference_spans": {"smith2020": Span("sources/references.json"), "jones2021": Span("sources/references.json")},
        "topics": (topic(),),
        "layouts": (layout(),),
        "catalogs": {},
    }
    return Library(**{**fields, **changes})


def edition(**changes: Any) -> Edition:
    """The sample's leaflet in Dutch English, not reviewed."""
    sample_topic = topic()
    sample = Edition(
        topic=sample_topic,
        layout=layout(),
        locale=Locale("en", "NL"),
        house=house(),
        ladder=LADDER,
        house_subjects=(subject(),),
        house_statements=(disclaimer(),),
        sections=sample_topic.sections,
        claims=sample_topic.claims[:1],
        uncertainties=(),
        contacts=(contact(),),
        emergency_contacts=(contact(),),
        references=(reference(),),
        today=TODAY,
    )
    return replace(sample, **changes)


def review(sample: Edition, **changes: Any) -> ReviewRecord:
    """A record of a review that covers `sample` as it is, for a year from today."""
    fields = {
        "name": "A. Reviewer",
        "role": "psychiatrist",
        "locale": str(sample.locale),
        "date": TODAY,
        "expires": TODAY.replace(year=TODAY.year + 1),
        "fingerprints": {sample.layout.id: sample.fingerprint},
        "looks": "any",
    }
    return ReviewRecord(**{**fields, **changes})


def reviewed(sample: Edition, **changes: Any) -> Edition:
    """`sample` with such a record, changed so, among its topic's."""
    records = (review(sample, **changes),)
    return replace(sample, topic=sample.topic.model_copy(update={"reviews": records}))


def with_fingerprint(sample: Edition, fingerprint: str) -> Edition:
    """`sample` as if `fingerprint` were the hash of what it prints."""
    pinned = replace(sample)
    vars(pinned)["fingerprint"] = fingerprint
    return pinned

"""The nouns of the field: typed, immutable, every field saying what it holds.

Records come from YAML, Markdown, JSON and gettext files through `leaflet.read`; nothing here knows any of those
formats. A field annotated `Text` is shown to readers and is translated; every other string is an identifier or a fact
that a translation can't change.
"""

from leaflet.model.audience import Audience
from leaflet.model.catalog import Catalog, Entry
from leaflet.model.claim import Claim, Uncertainty
from leaflet.model.clinic import CLINIC_BOX, Box, Clinic, ClinicLine, Logo
from leaflet.model.contact import Contact
from leaflet.model.edition import Edition
from leaflet.model.evidence import Certainty, EvidenceLevel, Ladder, LevelWording
from leaflet.model.house import CiteTogether, House, LinkHost
from leaflet.model.layout import Layout, PageCount, Shows, WordCount
from leaflet.model.library import CHROME, HOUSE, Library
from leaflet.model.locale import SOURCE_LANGUAGE, Locale
from leaflet.model.printed import Found, Overflow, Rendered
from leaflet.model.prose import Block, ClaimHere, Figure, Prose, Role, Section, Subheading
from leaflet.model.record import NOWHERE, Id, Line, Located, Origin, Record, Step, Text, Translatable
from leaflet.model.reference import Reference
from leaflet.model.required import Link, Mark
from leaflet.model.review import ReviewRecord, ReviewState
from leaflet.model.statement import OF_A_SUBSTANCE, Disclaimer, Kind, Subject, When
from leaflet.model.substance import NotSaid, Substance
from leaflet.model.topic import Exception_, Topic, TopicMeta
from leaflet.model.wording import Term, Wording

__all__ = [
    "CHROME",
    "CLINIC_BOX",
    "HOUSE",
    "NOWHERE",
    "OF_A_SUBSTANCE",
    "SOURCE_LANGUAGE",
    "Audience",
    "Block",
    "Box",
    "Catalog",
    "Certainty",
    "CiteTogether",
    "Claim",
    "ClaimHere",
    "Clinic",
    "ClinicLine",
    "Contact",
    "Disclaimer",
    "Edition",
    "Entry",
    "EvidenceLevel",
    "Exception_",
    "Figure",
    "Found",
    "House",
    "Id",
    "Kind",
    "Ladder",
    "Layout",
    "LevelWording",
    "Library",
    "Line",
    "Link",
    "LinkHost",
    "Locale",
    "Located",
    "Logo",
    "Mark",
    "NotSaid",
    "Origin",
    "Overflow",
    "PageCount",
    "Prose",
    "Record",
    "Reference",
    "Rendered",
    "ReviewRecord",
    "ReviewState",
    "Role",
    "Section",
    "Shows",
    "Step",
    "Subheading",
    "Subject",
    "Substance",
    "Term",
    "Text",
    "Topic",
    "TopicMeta",
    "Translatable",
    "Uncertainty",
    "When",
    "WordCount",
    "Wording",
]

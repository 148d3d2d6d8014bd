"""The nouns of the field: typed, immutable, every field saying what it holds.

Records come from YAML, Markdown, JSON and gettext files through `leaflet.read`; nothing here knows any of those
formats. A field annotated `Text` is shown to readers and is translated; every other string is an identifier or a fact
that a translation can't change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from datetime import date as Date  # noqa: N812 -- two records have a field called `date`
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from leaflet.problem import Span

Step = str | int


@dataclass(frozen=True)
class Translatable:
    """Marks a field as shown to readers, so that it goes into the catalogs."""


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A name in kebab-case."""
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
"""Text of at least one character that is not translated."""
Text = Annotated[Line, Translatable()]
"""Text that is shown to readers, in the source language (English) or, in a localized record, in the edition's."""


@dataclass(frozen=True)
class Origin:
    """Where a record was read: the span of the record and of every value inside it, by path of keys and indices."""

    start: Span
    spans: Mapping[tuple[Step, ...], Span] = field(default_factory=dict)

    def at(self, *path: Step) -> Span:
        """The span of the value at `path`, or of the nearest value around it that has one."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.spans:
                return self.spans[path[:end]]
        return self.start


NOWHERE = Origin(Span("<memory>"))


class Located(dict[str, Any]):
    """A mapping read from a file, with its origin."""

    origin: Origin = NOWHERE


class Record(BaseModel):
    """An immutable record that knows where it was read."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    origin: Origin = Field(default=NOWHERE, exclude=True, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _keep_origin(cls, data: Any) -> Any:
        return {**data, "origin": data.origin} if isinstance(data, Located) else data

    def span(self, *path: Step) -> Span:
        """Where the field at `path` was read."""
        return self.origin.at(*path)

    def __hash__(self) -> int:
        return hash(repr(self))


class Audience(StrEnum):
    """Whom a text is for."""

    PATIENT = "patient"
    CLINICIAN = "clinician"


class Role(StrEnum):
    """What a section of the running text does; a layout gives each role its place."""

    BACKGROUND = "background"
    """What the words mean."""
    EVIDENCE = "evidence"
    """What was found, and what was not."""
    UNKNOWN = "unknown"
    """What the mechanism doesn't tell."""
    PREPARATION = "preparation"
    """Before: setting, company, risk."""
    AFTERCARE = "aftercare"
    """After: rest, talk, help."""
    SCREENING = "screening"
    """Questions a clinician asks."""
    INTERACTIONS = "interactions"
    """Contraindications and interactions, for clinicians."""
    TELLING = "telling"
    """What to tell a patient."""


class Kind(StrEnum):
    """What a required statement is about; a layout gives each kind its place."""

    DRAFT = "draft"
    """Not clinically reviewed: on every page."""
    ADVICE = "advice"
    """Not medical advice, no guarantee."""
    EVIDENCE = "evidence"
    """What the evidence levels mean and don't."""
    SAFETY = "safety"
    """Who should not, interactions, medicines."""
    EMERGENCY = "emergency"
    """Emergency signs and the number to call."""
    HELP = "help"
    """Difficulties that last, and where to find help."""
    LEGAL = "legal"
    """Legal status, with its date."""
    COLOPHON = "colophon"
    """Conflicts, sales links, sources."""


class Subject(StrEnum):
    """What a required statement says, one thing each: the list that no piece may leave a gap in."""

    NOT_REVIEWED = "not-reviewed"
    """Nobody with clinical training has reviewed the text: while there is no review that holds."""
    NOT_MEDICAL_ADVICE = "not-medical-advice"
    """Information, not medical advice."""
    NO_GUARANTEE = "no-guarantee"
    """No outcome is guaranteed."""
    EVIDENCE_LEVELS = "evidence-levels"
    """What the evidence levels on the page mean."""
    STUDIES_DISAGREE = "studies-disagree"
    """What the mark of a contested claim means: where the topic has one."""
    NO_WARNING_NOT_SAFE = "no-warning-not-safe"
    """The absence of a warning is not the absence of danger."""
    WHO_SHOULD_NOT_PSYCHOSIS = "who-should-not-psychosis"
    """Who should not use it: psychosis, bipolar disorder or mania, in the person or the family."""
    WHO_SHOULD_NOT_HEART = "who-should-not-heart"
    """Who should not use it: heart and blood-vessel disease."""
    INTERACTION_LITHIUM = "interaction-lithium"
    """Together with lithium: seizures were reported."""
    INTERACTION_MAO = "interaction-mao"
    """Together with MAO inhibitors, ayahuasca included."""
    INTERACTION_SEROTONERGIC = "interaction-serotonergic"
    """Together with medicines that act on serotonin."""
    DO_NOT_STOP_MEDICINE = "do-not-stop-medicine"
    """No medicine is stopped without its prescriber."""
    EMERGENCY_SIGNS = "emergency-signs"
    """What an emergency looks like."""
    EMERGENCY_CALL = "emergency-call"
    """The number to call."""
    DIFFICULTIES_CAN_LAST = "difficulties-can-last"
    """Difficulties afterwards can last."""
    FIND_HELP = "find-help"
    """Where to find help."""
    LEGAL_STATUS = "legal-status"
    """Approved or not, legal or not, in the piece's country and as of a date; or that this is not told."""
    APPROVAL_DECLINED = "approval-declined"
    """An application to approve it as a medicine was declined."""
    NO_SALES_LINKS = "no-sales-links"
    """No sales or sign-up links."""
    OTHER = "other"
    """Something of the house's own, that no piece has to say."""


OF_A_SUBSTANCE = frozenset(
    {
        Subject.WHO_SHOULD_NOT_PSYCHOSIS,
        Subject.WHO_SHOULD_NOT_HEART,
        Subject.INTERACTION_LITHIUM,
        Subject.INTERACTION_MAO,
        Subject.INTERACTION_SEROTONERGIC,
        Subject.DIFFICULTIES_CAN_LAST,
        Subject.LEGAL_STATUS,
        Subject.APPROVAL_DECLINED,
    }
)
"""Subjects that are to be said of each substance of a topic; all others are said of the piece."""


@dataclass(frozen=True, order=True)
class Locale:
    """A language and a country, `nl-NL`: the language decides the words, the country contacts and legal text."""

    language: str
    country: str

    @classmethod
    def parse(cls, code: str) -> Self:
        """`nl-NL` → Locale. Raises ValueError where `code` has no such form."""
        language, dash, country = code.partition("-")
        if not (dash and len(language) == 2 and language.islower() and len(country) == 2 and country.isupper()):
            raise ValueError(f"{code!r} is not a locale like nl-NL")
        return cls(language, country)

    def __str__(self) -> str:
        return f"{self.language}-{self.country}"


SOURCE_LANGUAGE = "en"
"""The language that sources are written in; every other one comes out of catalogs."""


class CiteTogether(Record):
    """References of which one alone would mislead."""

    references: tuple[Id, ...] = Field(min_length=2)
    extent: Literal["claim", "topic"]
    """claim: whichever claim cites one cites all; topic: the topic and each of its pieces do."""
    why: Line


class LinkHost(Record):
    """A host that prose may link to, or must not."""

    host: Line
    kind: Literal["scholarly", "official", "not-peer-reviewed", "refused"]
    why: Line


class House(Record):
    """What holds for every topic. Read from `sources/house.yaml`."""

    publisher: Text
    locales: tuple[str, ...] = Field(min_length=1)
    """Locales to build, as `nl-NL`."""
    base_url: str | None = None
    """https address of the status pages; without one no QR code is printed."""
    review_months: int = Field(ge=1, le=60)
    """How long a review lasts."""
    feedback: Text
    """How a reader tells that something is wrong."""
    update_policy: Text
    cite_together: tuple[CiteTogether, ...] = ()
    links: tuple[LinkHost, ...] = ()


class LevelWording(Record):
    """What a claim on a rung must and must not say, in one language. `x*` stands for any ending."""

    needs: tuple[Line, ...] = ()
    """At least one of these must be in the claim's wording; empty asks nothing."""
    may_not: tuple[Line, ...] = ()


class EvidenceLevel(Record):
    """One rung of the evidence ladder. Read from `sources/evidence.yaml`."""

    id: Id
    symbol: Annotated[str, StringConstraints(min_length=1, max_length=2)]
    """A shape, so that it survives a photocopier."""
    label: Text
    meaning: Text
    """What the rung means for a reader, in one sentence."""
    human: bool
    """Was it studied in people?"""
    graded: bool = False
    """May a claim on this rung carry a GRADE certainty?"""
    wording: Mapping[str, LevelWording] = Field(default_factory=dict)
    """By language."""


class Ladder(Record):
    """The evidence levels, weakest first, and the flag for a contested claim."""

    levels: tuple[EvidenceLevel, ...] = Field(min_length=1)
    contested_symbol: Annotated[str, StringConstraints(min_length=1, max_length=2)]
    contested_label: Text
    contested_meaning: Text

    def level(self, name: str) -> EvidenceLevel | None:
        """The rung called `name`, or None."""
        return next((level for level in self.levels if level.id == name), None)


class When(Record):
    """When a disclaimer is required: every condition that is given must hold; none given means always."""

    audiences: tuple[Audience, ...] = ()
    substances: tuple[Id, ...] = ()
    """Any of these is among the topic's."""
    countries: tuple[str, ...] = ()
    levels: tuple[Id, ...] = ()
    """Any claim of the topic is on one of these rungs."""
    contested: bool | None = None
    """Any claim of the topic is contested."""
    reviewed: bool | None = None
    """The edition has (true) or lacks (false) a review that still holds."""


class Disclaimer(Record):
    """One required statement, atomic. Read from `sources/disclaimers.yaml`."""

    id: Id
    kind: Kind
    subject: Subject
    text: Text
    """May hold `{emergency}` for the country's emergency number."""
    why: Line
    when: When = When()
    min_pt: float = Field(ge=9)
    """The smallest type it may stand in, pt; never under 9 (EU readability guideline 2009)."""
    every_page: bool = False
    """Must it stand on each page, or somewhere in the piece?"""


class NotSaid(Record):
    """A subject that need not be told of a substance."""

    subject: Subject
    why: Line


class Substance(Record):
    """What people take. Read from `sources/substances.yaml`."""

    id: Id
    names: Mapping[str, tuple[Line, ...]]
    """How texts call it, by language. `x*` stands for any ending."""
    without: tuple[NotSaid, ...] = ()
    """Subjects of `OF_A_SUBSTANCE` that need not be told of it; all others must be."""

    @property
    def subjects(self) -> frozenset[Subject]:
        """What a piece on it must tell."""
        return OF_A_SUBSTANCE - {gap.subject for gap in self.without}


class Contact(Record):
    """A help line. Read from `sources/contacts.yaml`."""

    id: Id
    country: str
    kind: Literal["emergency", "crisis", "urgent-care"]
    name: Text
    number: str | None
    """As printed; null for a regional service, whose number the clinic writes in."""
    what_for: Text
    hours: Text | None = None
    source: Line
    """Where the number was read."""
    checked: date
    expires: date
    verified: bool
    """Was the number read in the service's own or an official page? Otherwise it is not printed."""


class Term(Record):
    """A word that is refused, and what to write instead."""

    term: Line
    """`cure*` stands for any ending; letters' case does not matter."""
    instead: Line
    severity: Literal["error", "warning"] = "error"


class Wording(Record):
    """Words that no text may use, in one language. Read from `sources/wording.yaml`."""

    overclaims: tuple[Term, ...]
    stigma: tuple[Term, ...]
    negations: tuple[Line, ...]
    """An overclaim that follows one of these within the same clause is a correction, and exempt."""
    clause_breaks: tuple[Line, ...] = ()
    """Words that begin a new clause, past which a negation does not reach: `but`, `not only`."""
    says_no: tuple[Line, ...] = ()
    """Words that say no as the negations do, but deny nothing that follows: `left out`."""
    calls: tuple[Line, ...] = ()
    """Words after which a number is one to call."""
    not_peer_reviewed: tuple[Line, ...] = ()
    """One of these must be in the text of a link to a source that was not peer-reviewed."""


class Reference(Record):
    """One entry of the reference library (CSL-JSON). Read from `sources/references.json`."""

    id: Id
    csl: Mapping[str, Any]
    """The CSL-JSON item, without `custom`."""
    read: Literal["full", "abstract", "secondary", "entry-only"]
    """How far it was read by the authors."""
    system: Line
    finding: Line
    caveat: Line | None = None

    @property
    def read_far_enough(self) -> bool:
        """May it support a claim? (domain: at least the abstract was read.)"""
        return self.read in ("full", "abstract")


class Certainty(Record):
    """A GRADE certainty as somebody graded it: stored, never computed."""

    rating: Literal["high", "moderate", "low", "very-low"]
    by: Line
    on: date
    outcome: Text


class Claim(Record):
    """One factual statement, with its evidence. Read from a topic's `claims.yaml`."""

    id: Id
    patient: Text | None = None
    """Wording for patients; a claim without one is printed for clinicians only."""
    clinician: Text
    level: str
    """Id of an evidence level."""
    contested: bool = False
    studied: Text
    """What was studied: whom or what, how many."""
    supported_by: tuple[Id, ...] = ()
    disputed_by: tuple[Id, ...] = ()
    does_not_show: Text | None = None
    certainty: Certainty | None = None

    @property
    def references(self) -> tuple[str, ...]:
        """Ids of the references of both sides."""
        return self.supported_by + self.disputed_by

    def wording(self, audience: Audience) -> str:
        """What it says to `audience`."""
        return self.patient if audience is Audience.PATIENT and self.patient else self.clinician


class Uncertainty(Record):
    """An open question. Read from a topic's `uncertainties.yaml`."""

    id: Id
    question: Text
    why_open: Text
    ask: Text
    """What to ask a clinician, or oneself."""
    claims: tuple[Id, ...] = ()
    """The claims that it arises from."""


class Prose(Record):
    """A paragraph or a list of the running text, in Markdown."""

    kind: Literal["prose"] = "prose"
    id: str
    """`<section>.<n>`, counted from 1 over the section's blocks."""
    markdown: Text


class Subheading(Record):
    """A heading inside a section."""

    kind: Literal["subheading"] = "subheading"
    id: str
    level: int
    """3 for `###`, and so on."""
    title: Text


class ClaimHere(Record):
    """The place of a claim in the running text: `[[claim-id]]`."""

    kind: Literal["claim"] = "claim"
    claim: str


class Figure(Record):
    """An SVG drawing of the topic: `![](figures/name.svg)`."""

    kind: Literal["figure"] = "figure"
    id: str
    file: str
    """Path relative to the topic's folder."""
    svg: str
    """The drawing, already held to the allow-list of elements and attributes."""
    strings: tuple[Text, ...]
    """Text content of `title`, `desc` and every `text` or `tspan`, in document order."""
    title: str = ""
    description: str = ""
    """As found in the SVG, in the source language; empty where it has none."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The strings that are drawn: all but title and description, which come first."""
        return self.strings[bool(self.title) + bool(self.description) :]


Block = Prose | Subheading | ClaimHere | Figure


class Section(Record):
    """A part of the running text: a `##` heading and what follows. Read from a topic's `text.md`."""

    id: Id
    title: Text
    level: int = 2
    """Heading level as written; 2 in a well-formed text."""
    audiences: tuple[Audience, ...] = Field(min_length=1)
    role: Role
    blocks: tuple[Block, ...] = ()

    def claims(self) -> tuple[str, ...]:
        """Ids of the claims set in this section, in order."""
        return tuple(b.claim for b in self.blocks if isinstance(b, ClaimHere))


class Exception_(Record):
    """A problem that an editor allows, with the reason."""

    policy: Id
    at: str
    """Id of the claim, uncertainty, section or layout concerned, or the topic's own id."""
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10)]


class ReviewRecord(Record):
    """A clinical review. Written by `leaflet sign-off` into a topic's `review.yaml`."""

    name: Line
    role: Line
    date: Date
    expires: Date
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """Fingerprint of the content that was reviewed."""


class TopicMeta(Record):
    """Identity of a topic. Read from its `topic.yaml`."""

    id: Id
    title: Text
    subtitle: Text
    for_whom: Text
    """Whom the patient pieces are for, in one sentence."""
    in_short: tuple[Text, ...] = Field(min_length=1, max_length=4)
    """The message in a few short sentences, for the front panel."""
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]
    date: Date
    """Date of this version; printed on every page."""
    substances: tuple[Id, ...] = Field(min_length=1)
    authors: tuple[Line, ...] = Field(min_length=1)
    funding: Text
    conflicts: Text
    allow: tuple[Exception_, ...] = ()


class Topic(Record):
    """One content source: a folder under `sources/topics/`."""

    meta: TopicMeta
    claims: tuple[Claim, ...]
    uncertainties: tuple[Uncertainty, ...]
    sections: tuple[Section, ...]
    review: ReviewRecord | None = None

    @property
    def id(self) -> str:
        """The folder's name."""
        return self.meta.id

    def claim(self, name: str) -> Claim | None:
        """The claim called `name`, or None."""
        return next((claim for claim in self.claims if claim.id == name), None)


Shows = Literal["prose", "claims", "open-claims", "uncertainties", "short-references", "references", "contacts"]


class PageCount(Record):
    """How many pages a piece may have: exactly so many, or at most."""

    exactly: int | None = Field(default=None, ge=1)
    at_most: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.exactly is None) == (self.at_most is None):
            raise ValueError("give either `exactly` or `at_most`")
        return self

    def allows(self, pages: int) -> bool:
        """Is `pages` right?"""
        return pages == self.exactly if self.exactly is not None else pages <= (self.at_most or 0)


class WordCount(Record):
    """Words of a piece's own, required statements not counted; outside these bounds is a warning."""

    at_least: int = 0
    at_most: int


class Layout(Record):
    """One kind of printed piece: a folder under `layouts/`. Read from its `layout.yaml`."""

    id: Id
    title: Line
    audience: Audience
    width_mm: float = Field(gt=50, le=500)
    height_mm: float = Field(gt=50, le=500)
    pages: PageCount
    smallest_pt: float = Field(ge=6)
    """Nothing is set smaller than this."""
    body_pt: float = Field(ge=8)
    """The running text is set in this size or larger."""
    safe_mm: float = Field(default=4, ge=4)
    """Everything stays this far inside the paper's edge."""
    languages: tuple[str, ...] = Field(min_length=1)
    """Languages whose scripts it can set."""
    shows: tuple[Shows, ...] = Field(min_length=1)
    """prose: the sections for its audience with the claims set there; claims: every claim; open-claims: every claim
    without human evidence or contested; and so on. Whatever it shows, it shows whole."""
    words: WordCount
    folder: Path = Field(default=Path(), exclude=True)


@dataclass(frozen=True)
class Logo:
    """A clinic's picture, looked at and found harmless: an SVG of the allow-list, or a PNG of few pixels."""

    data: bytes
    media_type: Literal["image/svg+xml", "image/png"]


class Clinic(Record):
    """A place that hands leaflets out: what stands in the clinic's box of its copies. One row of a list of clinics."""

    id: Id
    name: Line
    address: Line
    phone: Line
    hours: Line | None = None
    emergency: Line | None = None
    """A line that the clinic itself answers when it is closed; never in the place of the country's emergency number."""
    web: Line | None = None
    """An `https://` address."""
    logo: Logo | None = None
    languages: tuple[str, ...] = ()
    """Languages or locales in which it wants copies; none means all."""

    def reads(self, locale: Locale) -> bool:
        """Does it want copies in `locale`?"""
        return not self.languages or bool({locale.language, str(locale)} & set(self.languages))


@dataclass(frozen=True)
class Entry:
    """One translation: where it stands, and whether it must be looked at again."""

    text: str
    """Empty where it is missing."""
    fuzzy: bool
    span: Span


@dataclass(frozen=True)
class Catalog:
    """Translations into one language out of one `.po` file."""

    span: Span
    """The file (which may not exist: then there are no entries)."""
    language: str
    entries: Mapping[tuple[str, str], Entry] = field(default_factory=dict)
    """By (context, source text). The context is the path of the field, e.g. `claim/trkb-binding/patient`."""


HOUSE = "house"
CHROME = "layouts"


@dataclass(frozen=True)
class Library:
    """Everything that was read: what the checks look at and the editions are made from."""

    root: Path
    house: House
    ladder: Ladder
    disclaimers: tuple[Disclaimer, ...]
    substances: tuple[Substance, ...]
    contacts: tuple[Contact, ...]
    wording: Mapping[str, Wording]
    """By language."""
    references: Mapping[str, Reference]
    references_span: Mapping[str, Span]
    topics: tuple[Topic, ...]
    layouts: tuple[Layout, ...]
    catalogs: Mapping[tuple[str, str], Catalog]
    """By (scope, language); the scope is a topic's id, HOUSE or CHROME."""
    layout_words: Mapping[str, Span] = field(default_factory=lambda: MappingProxyType({}))
    """What the layouts' templates print of their own, in the source language, and where each stands first."""
    layout_files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What each template, style sheet and picture under `layouts/` can print by itself, by its path."""
    unread: frozenset[str] = frozenset()
    """Paths of files and folders with an error in them: what they hold may be missing here."""

    def lacks(self, path: str) -> bool:
        """Could `path`, or something in the folder `path`, not be read whole?"""
        return any(name == path or name.startswith(f"{path}/") for name in self.unread)

    def topic(self, name: str) -> Topic | None:
        """The topic called `name`, or None."""
        return next((topic for topic in self.topics if topic.id == name), None)

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The locales to build, in the house's order."""
        return tuple(Locale.parse(code) for code in self.house.locales)


class ReviewState(StrEnum):
    """What is known about a clinical review of the content."""

    NONE = "none"
    CURRENT = "current"
    CHANGED = "changed"
    """Reviewed once, but the content is no longer what was reviewed."""
    EXPIRED = "expired"


@dataclass(frozen=True)
class Edition:
    """topic × layout × locale: one printed piece in one language, everything in it already in that language.

    It holds what *must* be printed. A layout says where things stand, never which.
    """

    topic: Topic
    layout: Layout
    locale: Locale
    house: House
    ladder: Ladder
    disclaimers: tuple[Disclaimer, ...]
    """Every disclaimer of the house, localized; `required.statements` says which of them this edition needs."""
    sections: tuple[Section, ...]
    """The running text to print, in order."""
    claims: tuple[Claim, ...]
    """The claims to print, in the order of `claims.yaml`."""
    uncertainties: tuple[Uncertainty, ...]
    contacts: tuple[Contact, ...]
    """The country's contacts to print, in the order of `contacts.yaml`; none where the layout shows none."""
    emergency_contacts: tuple[Contact, ...]
    """The country's emergency contacts, whatever the layout shows: required statements name their number."""
    references: tuple[Reference, ...]
    """In the order of first citation by `claims`; number = index + 1."""
    review_state: ReviewState
    fingerprint: str
    """SHA-256 (hex) of the topic's content in every language; what a review is bound to."""
    chrome: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The layouts' own words: source text → text in the edition's language."""
    clinic: Clinic | None = None
    """Whose copy it is; its box is empty where it is nobody's."""

    @property
    def id(self) -> str:
        """`topic/layout/locale`."""
        return f"{self.topic.id}/{self.layout.id}/{self.locale}"

    def span(self) -> Span:
        """Where a fault of the whole piece is told: at its layout, of a clinic's copy at the clinic."""
        return self.clinic.span() if self.clinic else self.layout.span()

    @property
    def reviewed(self) -> bool:
        """Does a review still hold?"""
        return self.review_state is ReviewState.CURRENT

    @property
    def short_fingerprint(self) -> str:
        """The twelve hexadecimal digits that are printed."""
        return self.fingerprint[:12]

    @property
    def status_url(self) -> str | None:
        """Address of the edition's status page, or None where the house names no base URL."""
        base = self.house.base_url
        return f"{base.rstrip('/')}/{self.id}/{self.topic.meta.version}" if base else None

    @property
    def audience(self) -> Audience:
        """Whom the layout is for."""
        return self.layout.audience

    def level(self, claim: Claim) -> EvidenceLevel:
        """The claim's rung (checked before an edition is made)."""
        found = self.ladder.level(claim.level)
        assert found is not None, claim.level
        return found

    def blocks(self) -> Iterator[Block]:
        """Every block of the running text, in order."""
        for section in self.sections:
            yield from section.blocks


@dataclass(frozen=True)
class Mark:
    """Something that the finished PDF must carry, found again by its text.

    `kind` is the attribute that the layout sets (`data-disclaimer`, `data-claim`, `data-block`), `id` its value.
    `pieces` are the texts that must all be there, close together. `min_pt` is the smallest type allowed for them.
    """

    kind: Literal["disclaimer", "claim", "block"]
    id: str
    pieces: tuple[str, ...]
    min_pt: float
    every_page: bool
    span: Span
    """Where the source says it: for the problem that tells of its absence."""

    @property
    def says(self) -> str:
        """The words by which a person knows it: a claim's wording, otherwise what stands first."""
        return max(self.pieces, key=len) if self.kind == "claim" else self.pieces[0]


@dataclass(frozen=True)
class Link:
    """A link that an edition must have."""

    words: str
    """What a reader sees of it."""
    target: str
    """The address that it leads to."""


@dataclass(frozen=True)
class Overflow:
    """Something that sticks out of a box marked `data-fit`, or of the page."""

    page: int
    """From 1."""
    box: str
    """The value of `data-fit`."""
    side: Literal["bottom", "right", "left", "top"]
    by_mm: float
    text: str
    """The first words that stick out, '' where there are none."""
    lost: tuple[tuple[str, str], ...] = ()
    """(kind, id) of the marks in the box that stick out of it or found no room at all, in the order of the page."""


@dataclass(frozen=True)
class Box:
    """The clinic's box on the page: the room inside its frame."""

    page: int
    """From 1."""
    left_mm: float
    top_mm: float
    """From the paper's top left corner."""
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class ClinicLine:
    """A line in the clinic's box."""

    kind: Literal["name", "address", "phone", "emergency", "web"]
    text: str


@dataclass(frozen=True)
class Rendered:
    """What the renderer gave."""

    pdf: bytes
    pages: int
    log: tuple[str, ...]
    """Every log record, at whatever level from warning up."""
    overflows: tuple[Overflow, ...]
    boxes: tuple[Box, ...] = ()
    """The clinic's boxes, in the order of the pages: one in a piece, one on each page of a document of boxes."""


@dataclass(frozen=True)
class Found:
    """Where a mark was found in the finished PDF."""

    kind: str
    id: str
    page: int
    """From 1."""
    box_mm: tuple[float, float, float, float]
    """left, top, right, bottom in mm from the paper's top left corner."""
    pt: float
    """The smallest type size in it, pt."""

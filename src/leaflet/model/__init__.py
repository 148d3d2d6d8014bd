"""The records that everything works on: typed, immutable, every field documented.

Records come from YAML, Markdown, JSON and gettext files through `leaflet.read`; nothing here knows any of those
formats. A field annotated `Text` is shown to readers and is translated; every other string is an identifier or a fact
that a translation can't change.
"""

from leaflet.model.answer import Answer
from leaflet.model.audience import Audience
from leaflet.model.brand import Brand, BrandFonts, BrandLogo, BrandMark, FontChoice, OwnFont
from leaflet.model.catalog import Catalog, CatalogEntry
from leaflet.model.category import AskedField, Category
from leaflet.model.claim import Claim, Uncertainty
from leaflet.model.clinic import CLINIC_BOX, Clinic, ClinicBox, ClinicLine, Logo
from leaflet.model.conditions import Conditions
from leaflet.model.contact import Contact
from leaflet.model.edition_name import EditionName
from leaflet.model.evidence import Certainty, EvidenceLevel, Ladder, WordingRules, united_rungs
from leaflet.model.fact_box import Effect, FactBox, OutcomeCount
from leaflet.model.glossary_term import GlossaryTerm
from leaflet.model.house import CiteTogether, House, LinkHost
from leaflet.model.language import (
    CalendarRules,
    ClockPhrase,
    ClockRules,
    Contrast,
    ContrastSide,
    DenialRules,
    DraftMarkRules,
    LanguageRules,
    NumberRules,
    QuantityRules,
)
from leaflet.model.layout import (
    BASE_FOLDER,
    LAYOUTS_FOLDER,
    PACKAGED_LAYOUTS,
    PACKAGED_PREFIX,
    SKELETON,
    Layout,
    LayoutContent,
    LayoutNeed,
    PageBounds,
    WordBounds,
    can_change_a_page,
    layout_file,
    shown_layout_path,
)
from leaflet.model.library import (
    CATEGORIES_FOLDER,
    HOUSE_SCOPE,
    LAYOUTS_SCOPE,
    SNIPPETS_FOLDER,
    SOURCES_FOLDER,
    TOPICS_FOLDER,
    Library,
)
from leaflet.model.locale import LANGUAGE_PATTERN, SOURCE_LANGUAGE, Locale
from leaflet.model.outline import BRAND, FAMILIES, Drawn, OutlineEntry, section_role
from leaflet.model.printed import EmptyPanel, Overflow, Placement, RenderResult
from leaflet.model.prose import Block, ClaimPlaceholder, Figure, FigureLevel, Picture, Prose, Section, Subheading
from leaflet.model.record import (
    ID_PATTERN,
    NOWHERE,
    FreeText,
    Id,
    Located,
    MarkdownText,
    NonEmptyStr,
    Origin,
    PathStep,
    PrintedName,
    Record,
    Text,
    Translatable,
    Untranslated,
    is_id,
)
from leaflet.model.reference import CITATION_KEY_PATTERN, CitationKey, ReadingNote, Reference
from leaflet.model.required import KIND_NAMES, Aspect, RequiredLink, RequiredText, TextKey, TextKind, layout_colours
from leaflet.model.review import ReviewRecord, ReviewState
from leaflet.model.snippet import Snippet
from leaflet.model.statement import Statement, StatementKind
from leaflet.model.subject import EMERGENCY_CALL, NOT_REVIEWED, OwedBy, Subject
from leaflet.model.substance import OmittedSubject, Substance
from leaflet.model.texts import TextTransform, map_texts, printed_fields, text_fields
from leaflet.model.topic import LiteratureSearch, ReaderTest, Topic, TopicMeta, Waiver
from leaflet.model.wording import CLINIC_BOX_GROUP, OFFERED, HouseWords, LeftOut, Term, WordLists, WordRules, list_names

__all__ = [
    "BASE_FOLDER",
    "BRAND",
    "CATEGORIES_FOLDER",
    "CITATION_KEY_PATTERN",
    "CLINIC_BOX",
    "CLINIC_BOX_GROUP",
    "EMERGENCY_CALL",
    "FAMILIES",
    "HOUSE_SCOPE",
    "ID_PATTERN",
    "KIND_NAMES",
    "LANGUAGE_PATTERN",
    "LAYOUTS_FOLDER",
    "LAYOUTS_SCOPE",
    "NOT_REVIEWED",
    "NOWHERE",
    "OFFERED",
    "PACKAGED_LAYOUTS",
    "PACKAGED_PREFIX",
    "SKELETON",
    "SNIPPETS_FOLDER",
    "SOURCES_FOLDER",
    "SOURCE_LANGUAGE",
    "TOPICS_FOLDER",
    "Answer",
    "AskedField",
    "Aspect",
    "Audience",
    "Block",
    "Brand",
    "BrandFonts",
    "BrandLogo",
    "BrandMark",
    "CalendarRules",
    "Catalog",
    "CatalogEntry",
    "Category",
    "Certainty",
    "CitationKey",
    "CiteTogether",
    "Claim",
    "ClaimPlaceholder",
    "Clinic",
    "ClinicBox",
    "ClinicLine",
    "ClockPhrase",
    "ClockRules",
    "Conditions",
    "Contact",
    "Contrast",
    "ContrastSide",
    "DenialRules",
    "DraftMarkRules",
    "Drawn",
    "EditionName",
    "Effect",
    "EmptyPanel",
    "EvidenceLevel",
    "FactBox",
    "Figure",
    "FigureLevel",
    "FontChoice",
    "FreeText",
    "GlossaryTerm",
    "House",
    "HouseWords",
    "Id",
    "Ladder",
    "LanguageRules",
    "Layout",
    "LayoutContent",
    "LayoutNeed",
    "LeftOut",
    "Library",
    "LinkHost",
    "LiteratureSearch",
    "Locale",
    "Located",
    "Logo",
    "MarkdownText",
    "NonEmptyStr",
    "NumberRules",
    "OmittedSubject",
    "Origin",
    "OutcomeCount",
    "OutlineEntry",
    "Overflow",
    "OwedBy",
    "OwnFont",
    "PageBounds",
    "PathStep",
    "Picture",
    "Placement",
    "PrintedName",
    "Prose",
    "QuantityRules",
    "ReaderTest",
    "ReadingNote",
    "Record",
    "Reference",
    "RenderResult",
    "RequiredLink",
    "RequiredText",
    "ReviewRecord",
    "ReviewState",
    "Section",
    "Snippet",
    "Statement",
    "StatementKind",
    "Subheading",
    "Subject",
    "Substance",
    "Term",
    "Text",
    "TextKey",
    "TextKind",
    "TextTransform",
    "Topic",
    "TopicMeta",
    "Translatable",
    "Uncertainty",
    "Untranslated",
    "Waiver",
    "WordBounds",
    "WordLists",
    "WordRules",
    "WordingRules",
    "can_change_a_page",
    "is_id",
    "layout_colours",
    "layout_file",
    "list_names",
    "map_texts",
    "printed_fields",
    "section_role",
    "shown_layout_path",
    "text_fields",
    "united_rungs",
]

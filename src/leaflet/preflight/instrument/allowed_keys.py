"""The dictionaries that a finished leaflet is made of, and the keys that each may have: what WeasyPrint writes.

An allow-list: a key that isn't here is a fault, whatever it means. Names of keys and kinds are those of ISO 32000-1.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

OPAQUE = ""
"""A value that isn't examined: it isn't a dictionary, or is one that can't act, hide or show anything by itself."""


def _keys(plain: str, **kinds: str) -> Mapping[str, str]:
    """The kind of the value by key: OPAQUE for those named in `plain`."""
    return MappingProxyType({**dict.fromkeys(plain.split(), OPAQUE), **kinds})


_STREAM = "Filter DecodeParms Length"
"""No /F among them: it would take the data from a file outside."""

DISCRIMINATOR: Mapping[str, str] = MappingProxyType(
    {
        "annotation": "Subtype",
        "action": "S",
        "drawing": "Subtype",
        "pattern": "PatternType",
        "structure": "Type",
    }
)
"""Kinds of which there are several, and the key that says which."""

ALLOWED_KEYS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        # /Prev is reported by changed-after-build. /Encrypt is missing on purpose.
        "trailer": _keys(f"{_STREAM} Type Size ID W Index Prev XRefStm", Root="catalog", Info="information"),
        "catalog": _keys(
            "Type Lang OutputIntents",
            Pages="pages",
            Outlines="outline",
            StructTreeRoot="structure tree",
            MarkInfo="marking",
            Metadata="stream",
            ViewerPreferences="viewer preferences",
        ),
        "information": _keys("Title Author Subject Keywords Creator Producer CreationDate ModDate"),
        "viewer preferences": _keys("DisplayDocTitle"),
        "marking": _keys("Marked"),
        "outline": _keys("Type Count Dest Title Parent Prev Last", First="outline", Next="outline"),
        "pages": _keys("Type Count Parent", Kids="pages or page"),
        "page": _keys(
            "Type Parent MediaBox BleedBox TrimBox Group StructParents Tabs",
            Contents="stream",
            Resources="resources",
            Annots="annotation",
        ),
        "resources": _keys(
            "ColorSpace Font Shading ProcSet",
            XObject="drawings",
            Pattern="patterns",
            ExtGState="graphics states",
        ),
        "stream": _keys(f"{_STREAM} Type Subtype"),
        "drawing Form": _keys(
            f"{_STREAM} Type Subtype FormType BBox Matrix Group StructParent StructParents", Resources="resources"
        ),
        "drawing Image": _keys(
            f"{_STREAM} Type Subtype Width Height ColorSpace BitsPerComponent Decode ImageMask Intent Interpolate",
            SMask="drawing",
            Mask="drawing",
        ),
        "pattern 1": _keys(
            f"{_STREAM} Type PatternType PaintType TilingType BBox XStep YStep Matrix", Resources="resources"
        ),
        "pattern 2": _keys("Type PatternType Shading Matrix"),
        "graphics state": _keys("Type CA ca BM AIS", SMask="mask"),
        "mask": _keys("Type S BC", G="drawing"),
        "annotation Link": _keys("Type Subtype Rect Contents F StructParent", A="action", BS="border"),
        "action URI": _keys("Type S URI"),
        "border": _keys("Type W"),
        "structure tree": _keys("Type ParentTree", K="structure"),
        # What each element may say, wrong-structure compares.
        "structure StructElem": _keys("Type S P Pg A ID T Lang Alt", K="structure"),
        "structure MCR": _keys("Type Pg MCID"),
        "structure OBJR": _keys("Type Pg Obj"),
    }
)

FREE_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "drawings": "drawing",
        "patterns": "pattern",
        "graphics states": "graphics state",
    }
)
"""Kinds whose keys are free, and the kind of all their values."""

MARKED_CONTENT_KEYS = frozenset({"MCID"})
"""What marked content may carry."""

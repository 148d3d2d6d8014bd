"""What a file's XMP packet says, without how it is written down, and without which program saved it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError, fromstring

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PACKET = re.compile(rb"<\?xpacket.*?\?>", re.DOTALL)
_XAP = "{http://ns.adobe.com/xap/1.0/}"
_SAVING_PROGRAM = frozenset(
    {
        f"{_XAP}CreatorTool",
        f"{_XAP}ModifyDate",
        f"{_XAP}MetadataDate",
        "{http://ns.adobe.com/pdf/1.3/}Producer",
        "{http://ns.adobe.com/xap/1.0/mm/}DocumentID",
        "{http://ns.adobe.com/xap/1.0/mm/}InstanceID",
    }
)
"""Which program saved the file, when, and the number that it gave it (XMP specification, parts 1 and 2)."""


def xmp_statements(packet: bytes) -> dict[str, object]:
    """Each property with its value, both as text; how they are grouped and written makes no difference."""
    try:
        text = _PACKET.sub(b"", packet).strip().decode()
        root = fromstring("" if "<!" in text else text)
    except (ParseError, ValueError):
        return {"it can't be read": repr(packet)}
    statements: dict[str, object] = {}
    for description in root.iter(f"{_RDF}Description"):
        found = [(name, value) for name, value in description.items() if not name.startswith(_RDF)]
        found += [(child.tag, _shown(child)) for child in description]
        statements |= {name: value for name, value in found if name not in _SAVING_PROGRAM}
    return statements


def _shown(element: Element) -> str:
    """Tags, attributes and texts in their order."""
    inner = "".join(_shown(child) for child in element)
    attributes = "".join(f" {name}={value}" for name, value in sorted(element.items()))
    text = (element.text or "").strip()
    own = element.tag.rpartition("}")[2] if element.tag.startswith(_RDF) else ""
    return f"{own}{attributes}:{text}{inner};" if own or inner or attributes else text

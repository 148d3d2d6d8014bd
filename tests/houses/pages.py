"""What is empty in a composed document."""

from __future__ import annotations

from html.parser import HTMLParser

WHOLE = {"section", "ul", "ol", "li", "table", "caption", "p", "h1", "h2", "h3", "figure", "blockquote"}
"""Elements that a reader, or a screen reader, notices."""
BOXES = {"alarm", "urgent", "half", "follow-up", "key", "colophon", "state", "status", "contact"}
"""Classes of boxes, which have a frame, a ground or a place of their own."""
VOID = {"meta", "br", "img", "hr", "link"}


class _EmptyParts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[list[object]] = []
        """[name, class, has it content?]"""
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        if tag in VOID:
            return
        given = dict(attributes)
        self.open.append([tag, given.get("class") or "", tag == "svg" or given.get("data-clinic") == "box"])

    def handle_data(self, data):
        if data.strip():
            self.open[-1][2] = True

    def handle_endtag(self, tag):
        name, classes, has_content = self.open.pop()
        assert name == tag, (name, tag)
        if not has_content and (name in WHOLE or BOXES & set(classes.split())):
            self.found.append(f"{name} {classes}".strip())
        if has_content and self.open:
            self.open[-1][2] = True


def empty_parts(html: str) -> list[str]:
    """Elements and boxes of `html` in which nothing stands."""
    parser = _EmptyParts()
    parser.feed(html.partition("<body")[2].partition(">")[2].rpartition("</body>")[0])
    return parser.found

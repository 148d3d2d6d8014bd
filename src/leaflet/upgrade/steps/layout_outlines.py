"""A layout says what stands in its document, in which order and under which heading: `outline` in layout.yaml.

The template tells it already, to whoever can read templates: its headings, the macros that it calls and what it asks
for are written down in their order. A template that asks in ways of its own may tell too little; the build says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby
from pathlib import PurePosixPath

from leaflet.problem import Problem
from leaflet.read.document import SourceDocument
from leaflet.upgrade.edits import parsed_yaml, with_line_feeds
from leaflet.upgrade.house_files import HouseFiles
from leaflet.upgrade.step import Note, StepResult

VERSION = "0.3.0"
_COMMENT = re.compile(r"\{#.*?#\}|\{% *raw *%\}.*?\{% *endraw *%\}|<!--.*?-->", re.DOTALL)
_MACRO = re.compile(r"\{%-? *macro +(\w+)\(([^)]*)\) *-?%\}(.*?)\{%-? *endmacro *-?%\}", re.DOTALL)
_BLOCK = r"\{%%-? *block +%s *-?%%\}(.*?)\{%%-? *endblock"
_PART = re.compile(
    r"\{\{(?P<said>.*?)\}\}|\{%-? *for (?P<loop>.*?)-?%\}|<(?P<end>/?)(?P<tag>[a-z]\w*)[^<>]*?>", re.DOTALL
)
_TEXT = re.compile(r"""\b(?:_|gettext)\(\s*(["'])(.*?)\1""", re.DOTALL)
_BLOCK_MARK = re.compile(r"(\{%-? *(?:end)?block\b[^%]*%\})")
_PIECE = re.compile(r"""(?:_\(|gettext\(|layout_translations\[)\s*(["'])(.*?)\1""", re.DOTALL)
_MARK = re.compile(r"\bdata-(?:disclaimer|claim|block)\b")
_BETWEEN = re.compile(r"reference\..*?loop\.last *-?%\}([^<{]+)\{%", re.DOTALL)
_STRING = re.compile(r"""["']([\w-]+)["']""")
_ASKED = (  # a pattern of an expression, and the kinds of texts that it prints
    (re.compile(r"\bstatements\(([^)]*)\)"), "statements.{}"),
    (re.compile(r"\bsections\(([^)]*)\)"), "sections.{}"),
)
_NAMED: Mapping[str, tuple[str, ...]] = {
    r"\bstate_mark\(|\breview_line\(": ("state",),
    r"\bidentity\b": ("identity",),
    r"\.status\(|\bqr\.url\b": ("status",),
    r"\bclinic_box\(": ("You got this from:", "clinic"),
    r"""\bfront\[["'](?P<name>[\w-]+)["']\]""": (),
    r"\bmeta\.in_short\b": ("in-short",),
    r"\bclaims_by_evidence\(false\)": ("claims.not-in-people",),
    r"\bclaims_by_evidence\(true\)": ("claims.in-people",),
    r"\bedition\.claims\b(?! *\|)": ("claims",),
    r"\bedition\.uncertainties\b": ("uncertainties",),
    r"\bedition\.contacts\b": ("contacts",),
    r"\blegend_list\(": ("legend",),
    r"\breferences\b(?!\.)": ("references",),
    r"""\bcolophon_list\(|\bcolophon\[""": ("colophon",),
}
"""Patterns of expressions, and the kinds of texts that they print."""
BLANKS = " \t\n"
_SHARED = "layouts/base/macros.html.j2"
_VOID = ("br", "img", "meta", "hr", "link")


@dataclass
class _TemplateOutline:
    """What was found so far: (heading or '', kind or words)."""

    macros: Mapping[str, tuple[list[str], str]]
    items: list[tuple[str, str]] = field(default_factory=list)
    open_headings: list[str] = field(default_factory=lambda: [""])
    """For each open element the last heading directly in it, outermost first."""
    marked: list[bool] = field(default_factory=lambda: [False])
    """For each of them: is it, or does it stand in, a required text, whose words aren't the layout's own?"""
    is_heading: bool = False

    @property
    def home(self) -> str:
        return next((heading for heading in reversed(self.open_headings) if heading), "")

    def read(self, template: str, depth: int = 0) -> None:
        for part in _PART.finditer(template):
            if part["tag"]:
                self.tag(part["tag"], bool(part["end"]), bool(_MARK.search(part[0])))
            elif not self.expand(part["said"] or "", depth):
                self.expression(part["said"] or part["loop"], is_loop=part["said"] is None)

    def tag(self, name: str, is_end: bool, is_marked: bool) -> None:
        if name in ("h2", "caption"):
            self.is_heading = not is_end
        elif is_end and len(self.open_headings) > 1:
            self.open_headings.pop()
            self.marked.pop()
        elif not is_end and name not in _VOID:
            self.open_headings.append("")
            self.marked.append(is_marked or self.marked[-1])

    def expand(self, said: str, depth: int) -> bool:
        """Read the macro of the page's own that is called, with what it is given."""
        call = re.match(r"\s*(?:m\.)?(\w+)\((.*)\)\s*$", said, re.DOTALL)
        if not call or call[1] not in self.macros or depth > 5:
            return False
        names, body = self.macros[call[1]]
        given = re.split(r",\s*(?![^(\[]*[)\]])", call[2])
        for name, value in zip(names, given, strict=False):
            body = re.sub(rf"(?<![\w.\"'</]){re.escape(name)}\b", value.replace("\\", r"\\"), body)
        self.read(body, depth + 1)
        return True

    def expression(self, said: str, *, is_loop: bool) -> None:
        texts = [match[2] for match in _TEXT.finditer(said)]
        if self.is_heading:
            self.open_headings[-1] = (texts or [""])[0]
            self.items.append((self.home, ""))
            return
        bare = _TEXT.sub("", said)
        for kind in (*_asked(bare), *(() if is_loop or self.marked[-1] else texts)):
            if (self.home, kind) not in self.items[-1:]:
                self.items.append((self.home, kind))


def _asked(said: str) -> Iterator[str]:
    for pattern, family in _ASKED:
        for call in pattern.finditer(said):
            names = _STRING.findall(call[1])
            yield from ("state" if name == "draft" else family.format(name) for name in names)
            if "state_mark" in said:
                return
    for named, kinds in _NAMED.items():
        for match in re.finditer(named, said):
            yield from kinds or (match["name"],)
            break


def upgraded(house: HouseFiles) -> StepResult:
    """Each layout.yaml without an outline, with the one that its template tells, and a note to look at it."""
    texts: dict[str, str] = {}
    notes: list[Note] = []
    problems: list[Problem] = []
    for path, text in house.matching("layouts/*/layout.yaml"):
        document, faults = parsed_yaml(path, text)
        problems += faults
        template = house.texts.get(f"{PurePosixPath(path).parent}/page.html.j2")
        if document and template and needs_outline(document):
            texts[path] = f"{text.rstrip()}\n{_as_yaml(with_line_feeds(template), house.texts.get(_SHARED, ''))}"
            notes.append(Note(document.origin.start, "compare `outline` with what the pages show, then build"))
    return StepResult(texts, tuple(notes), tuple(problems))


def needs_outline(document: SourceDocument) -> bool:
    """Is this layout.yaml of a time without outlines? One that extends another has its outline from there."""
    return isinstance(document.value, dict) and not {"outline", "extend"} & document.value.keys()


def _as_yaml(template: str, shared: str) -> str:
    """`piece` and `outline` of a page's template; of the `shared` macros those count that set a heading."""
    plain = _without_inner_blocks(_COMMENT.sub("", template))
    with_headings = (macro for macro in _MACRO.findall(shared) if re.search(r"<(?:h2|caption)>", macro[2]))
    found = (*with_headings, *_MACRO.findall(plain))
    macros = {name: (re.split(r",\s*", given), body) for name, given, body in found}
    piece, body = (re.search(_BLOCK % name, plain, re.DOTALL) for name in ("piece", "body"))
    outline = _TemplateOutline(macros)
    outline.read(body[1] if body else "")
    named = _PIECE.search(piece[1]) if piece else None
    lines = [f"piece: {_quoted(named[2])}"] if named else []
    between = _BETWEEN.search(plain)
    if between:
        lines.append(f"between_references: {json.dumps(unescape(between[1]).strip(BLANKS))}")
    lines.append("outline:")
    for heading, group in groupby(outline.items, lambda item: item[0]):
        kinds = [kind for _, kind in group if kind]
        has = [f"has: [{', '.join(map(_quoted, kinds))}]"] if kinds else []
        first, *rest = [*([f"heading: {_quoted(heading)}"] if heading else []), *has]
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return "\n".join((*lines, ""))


def _without_inner_blocks(template: str) -> str:
    """`template` without the marks of blocks inside a block: what they hold stays."""
    parts, depth = [], 0
    for part in _BLOCK_MARK.split(template):
        is_mark = _BLOCK_MARK.fullmatch(part) is not None
        depth -= is_mark and "endblock" in part
        parts += [] if is_mark and depth > 0 else [part]
        depth += is_mark and "endblock" not in part
    return "".join(parts)


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z][A-Za-z .?-]*", text) else json.dumps(text, ensure_ascii=False)

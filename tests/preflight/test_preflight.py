"""Every fault below is caught by the law that is meant for it; every control passes. A new one is a new line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pytest
from leaflets import BOX, CSS, changed, html, printed, two_pages, with_lists, with_prose
from samples import layout, with_fingerprint

from leaflet.editions.edition import Edition
from leaflet.model import PageBounds
from leaflet.preflight import preflight
from leaflet.problem import Severity

FILLER = "<p>More of it.</p>" * 60


@dataclass(frozen=True)
class Case:
    """A way to set or change the leaflet."""

    name: str
    rule: str = ""
    """The law that catches it; empty for a control."""
    says: str = ""
    """Words of the message."""
    css: str = ""
    swaps: tuple[tuple[str, str], ...] = ()
    """Parts of the HTML, and what replaces them."""
    edit: Callable[[pikepdf.Pdf], None] | None = None
    """Change of the finished file."""
    edition: dict[str, Any] = field(default_factory=dict)
    lang: str = "en-NL"
    title: str = "A sample"
    is_composed: bool = False
    """Was the document composed with the `swaps`? Otherwise it was printed with them alone."""

    def made(self) -> tuple[bytes, Edition, str]:
        """The finished file, its edition and the document that was composed for it."""
        edition = two_pages(**self.edition)
        return self.printed(edition, html(edition, CSS + self.css, self.lang, self.title))

    def printed(self, edition: Edition, document: str) -> tuple[bytes, Edition, str]:
        """`document` printed with the changes."""
        tampered = document
        for old, new in self.swaps:
            assert old in tampered, f"{self.name}: {old!r} is not in the HTML"
            tampered = tampered.replace(old, new)
        pdf = printed(tampered)
        return (changed(pdf, self.edit) if self.edit else pdf), edition, tampered if self.is_composed else document


ADVICE = '<p data-disclaimer="not-advice">This page is not medical advice and is no guarantee of an outcome.</p>'
DRAFT = '<p data-disclaimer="draft">Draft: this was not clinically reviewed.</p>'
DOSE = "<div data-block=uncertainty.dose><p>What dose?</p><p>Ask about dose.</p></div>"
TIME = "<div data-block=uncertainty.time><p>What time?</p><p>Ask about time.</p></div>"
FINGERPRINT = two_pages().short_fingerprint
LEVEL = "<span class=level>△ animal word</span>"
GROWTH = f'<div data-claim="growth"><p>{LEVEL}</p>'
CELLS = '<p data-block="what.1">Cells can grow and change their connections.</p>'
NOBODY = '<p data-block="unknown.1">Nobody knows yet what this means for people who are ill.</p>'
SYMPTOMS = '<ul data-block="unknown.2"><li>Which symptoms would change</li><li>Which dose would be needed</li></ul>'
ITEMS = "<li>Which symptoms would change</li><li>Which dose would be needed</li>"
SMITH = "<p data-block=reference.smith2020>Smith, Journal of Samples 2020</p>"
SMITH_2 = "<p data-block=reference.smith2021>Smith, Journal of Samples 2021</p>"
CRISIS = "<div data-block=contact.crisis-nl>"
LOG = "| Day | Morning | Evening |\n| --- | --- | --- |\n| 1 | | |\n| 2 | 120 | |"
LOGGED = with_prose("Some words.", LOG)
BLANK = "<td></td>"
FOLDED = {"layout": layout(folds_mm=(100,), shows=two_pages().layout.shows)}
ON_PANELS = ".page{width:84mm} .page+.page{margin-left:43mm}"
"""The second page is the back of the first: the fold is 48 mm from its left edge."""
NO_LABEL = ".warning strong{display:none}"
FOOT_LABEL = ".warning{display:flex;flex-direction:column-reverse}"
EMERGENCY = "<div data-block=contact.emergency-nl><p>Emergency</p><p>112</p><p>Danger to life.</p></div>"


def _page(key: str, value: Any) -> Callable[[pikepdf.Pdf], None]:
    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[key] = value

    return edit


def _untitled(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def _root(key: str, value: Any) -> Callable[[pikepdf.Pdf], None]:
    def edit(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del pdf.Root[key]
        else:
            pdf.Root[key] = value

    return edit


def _without_font_file(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def _drawn_font(pdf: pikepdf.Pdf) -> None:
    next(iter(pdf.pages[0].Resources.Font.values())).Subtype = pikepdf.Name("/Type3")


def _last_page_gone(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]


FAULTS = (
    Case(
        "statement not displayed",
        "misprinted-text",
        "“This page is not medical advice",
        "[data-disclaimer=not-advice]{display:none}",
    ),
    Case(
        "statement invisible",
        "misprinted-text",
        "“This page is not medical advice",
        "[data-disclaimer=not-advice]{visibility:hidden}",
    ),
    Case("statement left out", "misprinted-text", "“This page is not medical advice", swaps=((ADVICE, ""),)),
    Case(
        "one word dropped",
        "misprinted-text",
        "“not” isn't printed in",
        swaps=(("is not medical advice", "is medical advice"),),
    ),
    Case(
        "one word added",
        "misprinted-text",
        "“hesitate to” is printed on page 2",
        swaps=(("Do not combine", "Do not hesitate to combine"),),
    ),
    Case(
        "statement cut off",
        "misprinted-text",
        "“Do not combine them.” isn't printed in",
        swaps=(("lithium. Do not combine them.", "lithium."),),
    ),
    Case(
        "look-alike letters", "misprinted-text", "where the document has “Seizures”", swaps=(("Seizures", "Sеizurеs"),)
    ),
    Case(
        "statement only as a tooltip",
        "misprinted-text",
        "where the document has “This page is not medical advice",
        swaps=((ADVICE, f"<p title='{ADVICE[31:-4]}'>x</p>"),),
    ),
    Case(
        "statement split over two pages",
        "misprinted-text",
        "stands in another place on page 1",
        swaps=(
            (ADVICE, ""),
            (
                f"</div><div class=page>{DRAFT}",
                f"{ADVICE[:63]}</p></div><div class=page>{DRAFT}<p>{ADVICE[63:]}",
            ),
        ),
    ),
    Case(
        "draft statement on the first page only",
        "misprinted-text",
        "“Draft: this was not clinically reviewed.” isn't printed",
        swaps=((f"<div class=page>{DRAFT}<p", "<div class=page><p"),),
    ),
    Case(
        "statement in 5 pt",
        "small-type",
        "`not-advice` is set in 5.0 pt",
        "[data-disclaimer=not-advice]{font-size:5pt}",
    ),
    Case("running text under body_pt", "small-type", "needs 10 pt", "[data-block='what.1']{font-size:9.5pt}"),
    Case("statement scaled", "small-type", "5.0 pt", "[data-disclaimer=lithium]{transform:scale(.5)}"),
    Case("statement squeezed", "small-type", "5.0 pt", "[data-disclaimer=lithium]{transform:scaleY(.5)}"),
    Case(
        "statement under its own size",
        "small-type",
        "it needs 12 pt",
        edition={
            "house_statements": tuple(
                d.model_copy(update={"min_pt": 12.0}) if d.id == "lithium" else d for d in two_pages().house_statements
            )
        },
    ),
    Case(
        "small print outside required texts",
        "small-type",
        "“tiny”",
        swaps=((ADVICE, ADVICE + "<p style='font-size:7pt'>tiny</p>"),),
    ),
    Case("a page too many", "wrong-page-count", "has 3 pages", swaps=((ADVICE, ADVICE + FILLER[:480]),)),
    Case("a page too few", "wrong-page-count", "has 1 page;", edit=_last_page_gone),
    Case("text too near to the left edge", "too-near-edge", "the left edge", "h1{position:relative;left:-8mm}"),
    Case(
        "text runs off the right", "too-near-edge", "beyond the right edge", "h1{white-space:nowrap;padding-left:125mm}"
    ),
    Case(
        "text within 4 mm though the layout allows 3",
        "too-near-edge",
        "it must stay 4 mm inside",
        "h1{position:relative;left:-6.5mm}",
        edition={"layout": two_pages().layout.model_copy(update={"safe_mm": 3})},
    ),
    Case("text below the page", "too-near-edge", "beyond the bottom edge", "h1{position:absolute;top:201mm}"),
    Case(
        "drawing ends in the margin",
        "too-near-edge",
        "a drawing on page 1",
        "h1{position:absolute;left:-7mm;border:1mm solid}",
    ),
    Case(
        "paragraphs swapped",
        "misprinted-text",
        "“Section what?” stands in another place on page 1",
        swaps=(("<h2>Section what?</h2>" + CELLS, CELLS + "<h2>Section what?</h2>"),),
    ),
    Case(
        "questions swapped",
        "misprinted-text",
        "“What time? Ask about time.” isn't printed",
        swaps=((DOSE + TIME, TIME + DOSE),),
    ),
    Case(
        "references swapped",
        "misprinted-text",
        "“2021” is printed on page 2 of sample/leaflet/en-NL where the document has “2020”",
        swaps=((SMITH + SMITH_2, SMITH_2 + SMITH),),
    ),
    Case(
        "order turned by CSS",
        "misprinted-text",
        "“What time? Ask about time.”",
        swaps=((DOSE + TIME, f"<div style='display:flex;flex-direction:column-reverse'>{DOSE}{TIME}</div>"),),
    ),
    Case(
        "contacts swapped",
        "misprinted-text",
        "“Emergency 112 Danger to life.” stands in another place",
        swaps=((EMERGENCY, ""), ("Thoughts of dying.</p></div>", "Thoughts of dying.</p></div>" + EMERGENCY)),
    ),
    Case(
        "claim before its section",
        "misprinted-text",
        "“Which symptoms would change",
        swaps=((SYMPTOMS, ""), ("</section><p data-block=identity>", SYMPTOMS + "</section><p data-block=identity>")),
    ),
    Case(
        "items turned by CSS",
        "misprinted-text",
        "“Sit down.”",
        "ol{display:flex;flex-direction:column-reverse}",
        edition=with_lists(),
    ),
    Case(
        "rows swapped",
        "misprinted-text",
        "“Ibuprofen 200 mg” stands in another place",
        swaps=(
            *((">Paracetamol<", ">x<"), (">Ibuprofen<", ">Paracetamol<"), (">x<", ">Ibuprofen<")),
            *(("500 mg", "x00 mg"), ("200 mg", "500 mg"), ("x00 mg", "200 mg")),
        ),
        edition=with_lists(),
    ),
    Case(
        "numbers left out", "misprinted-text", "has lost its number “1.”", "ol{list-style:none}", edition=with_lists()
    ),
    Case(
        "counted from 2",
        "misprinted-text",
        "the item of a list that is number “1.”",
        "ol{counter-reset:list-item 1}",
        edition=with_lists(),
    ),
    Case(
        "each number at another item",
        "misprinted-text",
        "the item of a list that is number “1.”",
        "li li:first-child{counter-set:list-item 1} li li:last-child{counter-set:list-item 0}",
        edition=with_lists(),
    ),
    Case("a sign between numbers lost", "misprinted-text", "“2*50”", swaps=(("2*50", "250"),), edition=with_lists()),
    Case(
        "each dose at another medicine",
        "misprinted-text",
        "where the document has “500”",
        swaps=(("500 mg", "x00 mg"), ("200 mg", "500 mg"), ("x00 mg", "200 mg")),
        edition=with_lists(),
    ),
    Case(
        "a box hidden by style",
        "misprinted-text",
        "Don’t drive",
        ".warning{display:none}",
        edition=with_prose("Some words.", BOX),
    ),
    Case(
        "a box in white", "hidden-text", "Don’t drive", ".warning{color:#fff}", edition=with_prose("Some words.", BOX)
    ),
    Case(
        "a box without its label",
        "misprinted-text",
        "Warning",
        NO_LABEL,
        edition=with_prose("Some words.", BOX),
    ),
    Case(
        "a label at the foot of its box",
        "misprinted-text",
        "Warning",
        FOOT_LABEL,
        edition=with_prose("Some words.", BOX),
    ),
    Case("a word in a cell to write in", "misprinted-text", "140", swaps=((BLANK, "<td>140</td>"),), edition=LOGGED),
    Case("a cell to write in that is left out", "wrong-structure", "other cells", swaps=((BLANK, ""),), edition=LOGGED),
    Case("a log that is torn apart", "scattered-text", "a gap of", "td:empty{height:40mm}", edition=LOGGED),
    Case("text across a fold", "crosses-fold", "100 mm from the left", edition=FOLDED),
    Case("text across the fold behind", "crosses-fold", "48 mm from", ".page{width:84mm}", edition=FOLDED),
    Case(
        "text 2 mm from a fold",
        "crosses-fold",
        "the text",
        ".page{width:84mm} .page+.page{margin-left:40mm}",
        edition=FOLDED,
    ),
    Case(
        "a drawing across a fold",
        "crosses-fold",
        "a drawing",
        ON_PANELS + ".page::before{content:'';display:block;width:110mm;height:1mm;background:#000}",
        edition=FOLDED,
    ),
    Case("missing glyph", "untrusted-glyph", "its codes may mean any glyph", swaps=((ADVICE, ADVICE + "<p>漢</p>"),)),
    Case(
        "font not embedded",
        "untrusted-glyph",
        "is not inside the file",
        edit=_without_font_file,
    ),
    Case("font drawn by commands", "misprinted-text", "Type 3", edit=_drawn_font),
    Case("wrong language", "wrong-metadata", "“nl-NL”; it must be en-NL", edit=_root("/Lang", pikepdf.String("nl-NL"))),
    Case("no title", "wrong-metadata", "says /Title: “”", edit=_untitled),
    Case("not tagged", "wrong-metadata", "is not tagged", edit=_root("/StructTreeRoot", None)),
    Case("no metadata", "wrong-metadata", "pdfuaid:part", edit=_root("/Metadata", None)),
    Case("title not shown", "wrong-metadata", "file name", edit=_root("/ViewerPreferences", pikepdf.Dictionary())),
    Case(
        "claim without its level",
        "misprinted-text",
        "“△ animal word” isn't printed",
        swaps=((GROWTH, '<div data-claim="growth">'),),
    ),
    Case(
        "claim without its shape", "misprinted-text", "“△” isn't printed", swaps=((GROWTH, GROWTH.replace("△ ", "")),)
    ),
    Case(
        "claim with another shape",
        "misprinted-text",
        "“■” is printed on page 1",
        swaps=((GROWTH, GROWTH.replace("△", "■")),),
    ),
    Case(
        "claim not called contested",
        "misprinted-text",
        "“· ⇄ contested” isn't printed",
        swaps=((f"{LEVEL} · ⇄ contested", LEVEL),),
    ),
    Case(
        "claim without its limits",
        "misprinted-text",
        "“It does not show what happens in people.” isn't printed",
        swaps=(("growth was seen.</p><p>It does not show what happens in people.</p>", "growth was seen.</p>"),),
    ),
    Case("claim left out", "misprinted-text", "“△ animal word In mice", "[data-claim=growth]{display:none}"),
    Case(
        "level far from its claim",
        "scattered-text",
        "stands before “△ animal word” on page 1",
        "[data-claim=growth] .level{position:absolute;top:150mm}",
    ),
    Case("paragraph left out", "misprinted-text", "“Nobody knows yet", swaps=((NOBODY, ""),)),
    Case(
        "list item left out",
        "misprinted-text",
        "“Which dose would be needed” isn't printed",
        swaps=((ITEMS, ITEMS[:38]),),
    ),
    Case(
        "heading left out", "misprinted-text", "“Section what?” isn't printed", swaps=(("<h2>Section what?</h2>", ""),)
    ),
    Case("number mistyped", "misprinted-text", "“0” is printed on page 2", swaps=(("<p>113</p>", "<p>1130</p>"),)),
    Case(
        "legend without a shape",
        "misprinted-text",
        "“△” isn't printed",
        swaps=(("<li>△ animal word", "<li>animal word"),),
    ),
    Case(
        "identity line on one page only",
        "misprinted-text",
        "“sample/leaflet/en-NL · v1.0",
        ".page + .page [data-block=identity]{display:none}",
    ),
    Case(
        "another content hash",
        "misprinted-text",
        "is printed on pages 1, 2",
        swaps=((f"{FINGERPRINT} ·", f"{FINGERPRINT[::-1]} ·"),),
    ),
    Case(
        "a sentence that takes a warning back",
        "misprinted-text",
        "“The following is not true:” is printed on page 2",
        swaps=((ADVICE, "<p>The following is not true:</p>" + ADVICE),),
    ),
    Case(
        "numbers that the source does not have",
        "misprinted-text",
        "“1,2” is printed on page 1",
        swaps=(("growth was seen.", "growth was seen.<sup style='font-size:8pt'>1,2</sup>"),),
    ),
    Case(
        "statement turned",
        "strange-letter",
        "is turned, mirrored",
        "[data-disclaimer=lithium]{transform:rotate(180deg)}",
    ),
    Case(
        "line set into the next",
        "strange-letter",
        "This page is not",
        "[data-disclaimer=not-advice]{line-height:3pt;width:30mm}",
    ),
    Case(
        "one word covered",
        "hidden-text",
        "“This” in the statement `not-advice`",
        swaps=((ADVICE, ADVICE.replace("<p ", "<p class=under ").replace("</p>", "<i class=veil></i></p>")),),
        css=".under{position:relative} .veil{position:absolute;left:0;top:0;width:6mm;height:100%;background:#fff}",
    ),
    Case(
        "statement printed twice",
        "misprinted-text",
        "“This page is not medical advice and is no guarantee of an outcome.” is printed on page 2",
        swaps=((ADVICE, ADVICE * 2),),
    ),
    Case(
        "quotation marks added",
        "misprinted-text",
        "““Draft”:” is printed on pages 1, 2",
        swaps=(("Draft: this", "“Draft”: this"),),
    ),
    Case("statement in pale grey", "low-contrast", "`lithium`", "[data-disclaimer=lithium]{color:#999}"),
    Case(
        "crossed out",
        "crowded-text",
        "“Seizures were reported",
        "[data-disclaimer=lithium]{text-decoration:line-through}",
    ),
    Case(
        "ground that a copier prints black",
        "lost-on-photocopy",
        "“Seizures were reported",
        "[data-disclaimer=lithium]{background:#7a7a7a;color:#000}",
    ),
    Case("another page size", "wrong-page-size", "is 0.0 0.0 210.0 297.0 mm", "@page{size:A4}"),
    Case(
        "fold mark that ends on the paper",
        "undeclared-drawing",
        "a bar or a square of 0.2 × 5.0 mm",
        css=".page{position:relative}"
        ".page::after{content:'';position:absolute;left:60mm;top:-9mm;height:5mm;border-left:.2mm solid}",
    ),
    Case(
        "page cut down",
        "active-content",
        "/CropBox (which cuts",
        edit=_page("/CropBox", pikepdf.Array([0, 100, 419.5, 595.3])),
    ),
    Case("page moved", "wrong-page-size", "TrimBox", edit=_page("/TrimBox", pikepdf.Array([20, 20, 439.5, 615.3]))),
    Case("page turned", "active-content", "/Rotate", edit=_page("/Rotate", 90)),
    Case("page scaled", "active-content", "/UserUnit", edit=_page("/UserUnit", 2)),
    Case(
        "statement dropped from an overfull table foot",
        "misprinted-text",
        "“This page is not medical advice",
        swaps=((ADVICE, f"<table><tfoot><tr><td style='height:200mm'>{ADVICE}<tbody><tr><td>x</table>"),),
    ),
    Case(
        "statement dropped from a full flex row",
        "misprinted-text",
        "“Draft: this was not",
        swaps=((DRAFT + ADVICE, f"<div class=row><div><p class=tall></p><table><tr><td>{ADVICE}</table></div></div>"),),
        css=".row{display:flex;height:188mm} .tall{height:186mm;margin:0}",
    ),
)

CONTROLS = (
    Case("as it is"),
    Case("with lists, a table and a quotation", edition=with_lists()),
    *(
        Case(f"with a {kind}", edition=with_prose("Some words.", BOX.replace("WARNING", kind)))
        for kind in ("TIP", "NOTE", "WARNING")
    ),
    Case("folded, with each side on its panels", css=ON_PANELS, edition=FOLDED),
    Case("with a log to fill in", css="td:empty{height:7mm;border:.2mm solid}", edition=with_prose("Some words.", LOG)),
    Case(
        "with a log of high cells", css="td:empty{height:9mm;border:.2mm solid}", edition=with_prose("Some words.", LOG)
    ),
    Case("with lists that go on in the next column", css="section{columns:3;margin-top:4mm}", edition=with_lists()),
    Case(
        "narrow and hyphenated",
        css=".page{width:34mm} .page{font-size:9pt}",
        edition={"layout": layout(pages=PageBounds(at_most=9), shows=two_pages().layout.shows)},
    ),
    Case("in columns", css="section{columns:2;margin-top:4mm}"),
    Case("in capitals", css="[data-disclaimer],h2{text-transform:uppercase}"),
    Case("tracked", css="[data-disclaimer]{letter-spacing:.06em}"),
    Case("white on a tint that runs off", css="h1{background:#123;color:#fff;margin:2mm -10mm;padding:10mm}"),
    Case(
        "fold marks that run off the paper",
        css=".page{position:relative}"
        ".page::after{content:'';position:absolute;left:60mm;top:-10mm;height:6mm;border-left:.2mm solid}",
    ),
    Case("bold words inside", swaps=(("is not medical advice", "is <strong>not</strong> medical <em>advice</em>"),)),
    Case("soft hyphens", swaps=(("guarantee", "guar&shy;antee"), ("connections", "con&shy;nections"))),
    Case("another space", swaps=(("Draft: this", "Draft:&nbsp;this"),)),
    Case(
        "sections where the layout wants them",
        swaps=(
            (
                "<section><h2>Section unknown?",
                "<section style='position:absolute;top:90mm;left:70mm;width:50mm'><h2>Section unknown?",
            ),
        ),
    ),
    Case("claims laid out beside their level", css="[data-claim]{display:flex} [data-claim] p{width:40mm}"),
    Case(
        "claim set in front of the others by its box",
        css="[data-claim]{position:relative;border:.3mm solid;padding:2mm;margin-bottom:3mm}",
    ),
    Case("floating questions", css="[data-block='uncertainty.dose']{float:left;width:50mm}"),
)


def problems(case: Case):
    return preflight(*case.made())[0]


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case.name)
def test_a_fault_is_caught(case):
    found = [p for p in problems(case) if p.rule.startswith(case.rule) and case.says in p.message]
    assert found, f"{case.rule} did not report {case.says!r}"
    assert all(p.editions == ("sample/leaflet/en-NL",) and p.severity is Severity.ERROR for p in found)


@pytest.mark.parametrize("case", CONTROLS, ids=lambda case: case.name)
def test_a_control_passes(case):
    assert problems(case) == ()


@pytest.mark.parametrize("digits", ["816837146372", "000000000000", "00e000000000", "ffffffffffff"])
def test_whatever_the_content_hash_is_the_identity_line_may_stand_on_a_page_twice(digits):
    made = with_fingerprint(two_pages(), digits + "ab" * 26)
    line = f"<p>{' · '.join(made.required.identity)}</p>"
    document = html(made).replace("</div></body>", f"{line}</div></body>")
    assert preflight(printed(document), made, document)[0] == ()
    foreign = document.replace("</div></body>", f"<p>{digits}1</p></div></body>")
    assert {p.rule for p in preflight(printed(foreign), made, document)[0]} == {"misprinted-text"}

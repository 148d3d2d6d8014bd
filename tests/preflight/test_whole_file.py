"""What a finished file holds beside its words: alternative texts, tables, links, codes; nothing that acts or hides."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest
import segno
from leaflets import HEAD, printed
from pikepdf import Array, Dictionary, Name, String
from test_preflight import Case
from whole import WORDS, document, whole

from leaflet.editions.edition import Edition
from leaflet.preflight import preflight
from leaflet.preflight.instrument.barcodes import barcodes_on, read_barcodes
from leaflet.preflight.instrument.open_file import open_pages
from leaflet.problem import Severity

Edit = Callable[[pikepdf.Pdf], None]
ALT = "A cell. A square stands for a cell"
URL = whole().status_url
TITLE = f"<title>{ALT}</title>"


@dataclass(frozen=True)
class File(Case):
    """A way to set or change the leaflet of `whole`."""

    after: Callable[[bytes], bytes] | None = None
    """Change of the finished file's bytes."""

    def made(self) -> tuple[bytes, Edition, str]:
        """The finished file, its edition and the document that was composed for it."""
        edition = whole(**self.edition)
        pdf, *others = self.printed(edition, document(edition, self.css))
        return (self.after(pdf) if self.after else pdf), *others


def root(key: str, value: Any) -> Edit:
    """Set an entry of the catalog."""

    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = value

    return edit


def page(key: str, value: Any) -> Edit:
    """Set an entry of the first page."""

    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[key] = value

    return edit


def elements(pdf: pikepdf.Pdf, tag: str) -> Iterator[pikepdf.Dictionary]:
    """The structure elements called `tag`."""
    found = (o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == "/StructElem")
    return (o for o in found if o.get("/S") == f"/{tag}")


def element(tag: str, key: str, value: Any) -> Edit:
    """Set an entry of the first element called `tag`, or take it away."""

    def edit(pdf: pikepdf.Pdf) -> None:
        first = next(elements(pdf, tag))
        if value is None:
            del first[key]
        else:
            first[key] = value

    return edit


def cell(tag: str, key: str, value: Any) -> Edit:
    """Set an attribute of the first cell called `tag`, or take it away."""

    def edit(pdf: pikepdf.Pdf) -> None:
        attributes = next(elements(pdf, tag)).A
        if value is None:
            del attributes[key]
        else:
            attributes[key] = value

    return edit


def links(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """The links of all pages."""
    return [link for sheet in pdf.pages for link in sheet.obj.get("/Annots", [])]


def link(key: str, value: Any) -> Edit:
    """Set an entry of the last link, which leads to the status page."""

    def edit(pdf: pikepdf.Pdf) -> None:
        links(pdf)[-1][key] = value

    return edit


def target(value: str) -> Edit:
    """Let the last link lead elsewhere."""

    def edit(pdf: pikepdf.Pdf) -> None:
        links(pdf)[-1].A.URI = String(value)

    return edit


def note(subtype: str, **entries: Any) -> Edit:
    """Add an annotation to the first page."""

    def edit(pdf: pikepdf.Pdf) -> None:
        annotation = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([50, 50, 200, 200]), F=4, **entries
        )
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(annotation))

    return edit


def drawing(key: str, value: Any) -> Edit:
    """Draw a form with an entry on the first page."""

    def edit(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
        form[key] = value
        pdf.pages[0].Resources.XObject["/Added"] = form

    return edit


def commands(before: bytes, after: bytes = b"") -> Edit:
    """Put drawing commands around those of the first page."""

    def edit(pdf: pikepdf.Pdf) -> None:
        sheet = pdf.pages[0]
        sheet.contents_add(before, prepend=True)
        sheet.contents_add(after)

    return edit


def layered(pdf: pikepdf.Pdf) -> None:
    """Put the first page into a layer, without telling the catalog."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("layer")))
    pdf.pages[0].Resources.Properties = Dictionary(Layer=group)
    commands(b"/OC /Layer BDC", b"EMC")(pdf)


def attached(pdf: pikepdf.Pdf) -> None:
    """Attach a file."""
    pdf.attachments["a.txt"] = b"text"


def swapped_links(pdf: pikepdf.Pdf) -> None:
    """Let two links change places."""
    first, *_, last = links(pdf)
    first.A, last.A = last.A, first.A
    first.Contents, last.Contents = last.Contents, first.Contents


def without_links(pdf: pikepdf.Pdf) -> None:
    """Take all links from the last page."""
    del pdf.pages[-1].obj["/Annots"]


def second_figure(pdf: pikepdf.Pdf) -> None:
    """Say that a paragraph is a picture."""
    first = next(elements(pdf, "P"))
    first.S, first.Alt = Name.Figure, String("A warning")


def foreign_headings(pdf: pikepdf.Pdf) -> None:
    """Let the first cell name the heading of another column."""
    heads = [o for o in elements(pdf, "TH") if o.A.get("/Scope") == "/Column"]
    next(elements(pdf, "TD")).A.Headers = Array([heads[-1].ID])


def appended(pdf: bytes) -> bytes:
    """`pdf` with an object more at its end, as a program adds that signs it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        size, root = opened.trailer.Size, opened.Root.objgen[0]
    before = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    place = len(pdf)
    added = f"{size} 0 obj\n(added)\nendobj\n".encode()
    table = f"xref\n{size} 1\n{place:010} 00000 n \ntrailer\n<< /Size {size + 1} /Root {root} 0 R /Prev {before} >>\n"
    return pdf + added + table.encode() + f"startxref\n{place + len(added)}\n%%EOF\n".encode()


CODE = "<div class=qr><svg"
ELSEWHERE = segno.make("https://elsewhere.example", error="m").svg_inline(border=0, omitsize=True, title="")
AGENCY = "https://agency.example/a?b=c&amp;d"
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))

FAULTS = (
    File(
        "picture without words",
        "wrong-structure",
        "as /Alt of a Figure",
        edit=element("Figure", "/Alt", None),
    ),
    File(
        "picture with other words",
        "wrong-structure",
        "“Nothing” as /Alt",
        edit=element("Figure", "/Alt", String("Nothing")),
    ),
    File(
        "picture with its title only",
        "wrong-structure",
        "“A cell” as /Alt of a Figure",
        swaps=((ALT, WORDS[0]),),
    ),
    File("picture left out", "wrong-structure", "1 pictures, not 2", "figure{display:none}"),
    File(
        "picture set twice",
        "wrong-structure",
        "3 pictures, not 2",
        swaps=(("</figure>", f"</figure><figure><svg xmlns='http://www.w3.org/2000/svg'>{TITLE}</svg></figure>"),),
    ),
    File("paragraph that claims to be a picture", "wrong-structure", "3 pictures, not 2", edit=second_figure),
    File(
        "words that replace others",
        "wrong-structure",
        "/ActualText",
        edit=element("P", "/ActualText", String("Take it")),
    ),
    File("words beside others", "wrong-structure", "/Alt of a P", edit=element("P", "/Alt", String("Take it"))),
    File(
        "long form of an abbreviation", "wrong-structure", "/E of a Span", edit=element("Span", "/E", String("Take it"))
    ),
    File(
        "words that replace others in the drawing commands",
        "active-content",
        "/ActualText (words that are read out",
        edit=commands(b"/Span <</ActualText (Safe)>> BDC", b"EMC"),
    ),
    File("links row by row", "wrong-structure", "the key Tab", edit=page("/Tabs", Name.R)),
    File(
        "table without headings",
        "wrong-structure",
        "where the document has Div › Table › THead › TR › TH",
        swaps=(("<th", "<td"), ("</th>", "</td>")),
    ),
    File(
        "headings that are cells",
        "wrong-structure",
        "TR › TD where",
        swaps=(("<th scope=col>Level</th>", "<td>Level</td>"),),
    ),
    File(
        "row heading that is a cell",
        "wrong-structure",
        "TR › TD where",
        swaps=(("<th scope=row>In mice, growth was seen.</th>", "<td>In mice, growth was seen.</td>"),),
    ),
    File("heading without scope", "wrong-structure", "of a TH, not", edit=cell("TH", "/Scope", None)),
    File(
        "heading of the wrong direction",
        "wrong-structure",
        "“{'/O': '/Table', '/Scope': '/Row'}”",
        edit=cell("TH", "/Scope", Name.Row),
    ),
    File("cell of another heading", "wrong-structure", "the heads of its row and column", edit=foreign_headings),
    File("row that is longer", "wrong-structure", "/ColSpan", edit=cell("TD", "/ColSpan", 2)),
    File(
        "link to another page",
        "wrong-link",
        "has a link to https://status.example/other",
        edit=target("https://status.example/other"),
    ),
    File(
        "link to a look-alike", "wrong-link", "https://status.exаmple", edit=target(URL.replace("example", "exаmple"))
    ),
    File("link left out", "wrong-link", "no link to https://agency", swaps=((f'<a href="{AGENCY}">', "<a>"),)),
    File("links taken away", "wrong-link", "belongs to no words", edit=without_links),
    File(
        "link too many",
        "wrong-link",
        "not to nowhere",
        swaps=(("Tell us.", "<a href=https://x.example>Tell us.</a>"),),
    ),
    File("two links swapped", "wrong-link", "not to https", edit=swapped_links),
    File(
        "link somewhere else", "wrong-link", "where it does not belong", edit=link("/Rect", Array([30, 400, 90, 500]))
    ),
    File(
        "link over the whole page",
        "wrong-link",
        "where it does not belong",
        edit=link("/Rect", Array([0, 0, 420, 595])),
    ),
    File("link announced differently", "wrong-link", "announces", edit=link("/Contents", String("The agency"))),
    File(
        "second link on nothing",
        "wrong-link",
        "where it does not",
        swaps=(
            (
                "</table>",
                f'</table><p><a href="{URL}" style="display:block;height:5mm;width:5mm"></a></p>',
            ),
        ),
    ),
    File("no code", "wrong-qr-code", "no code that can be read", ".qr{visibility:hidden}"),
    File("another code", "wrong-qr-code", "leads elsewhere", swaps=((CODE, f"<div class=qr>{ELSEWHERE}</div>{CODE}"),)),
    File(
        "code under a stain",
        "wrong-qr-code",
        "no code",
        ".qr{position:relative} .qr::after{content:'';position:absolute;inset:7mm;background:#fff}",
    ),
    File("code in pale grey", "wrong-qr-code", "too pale", swaps=(('stroke="#000"', 'stroke="#999"'),)),
    File("code too small", "wrong-qr-code", "15 mm wide", ".qr{width:15mm;height:15mm}"),
    File(
        "code twice",
        "wrong-qr-code",
        "more than one",
        swaps=(
            (
                CODE,
                f"<div class=qr>{segno.make(URL, error='m').svg_inline(border=0, omitsize=True)}</div><p>x</p>{CODE}",
            ),
        ),
    ),
    File("code without its address", "wrong-qr-code", "without its address", ".url{margin-top:-60mm;margin-left:60mm}"),
    File(
        "code where there is no status page",
        "wrong-qr-code",
        "leads elsewhere",
        swaps=(("Tell us.", f"Tell us.<div class=qr>{ELSEWHERE}</div>"),),
        edition={"base_url": None},
    ),
    File("something when opened", "active-content", "/OpenAction", edit=root("/OpenAction", SCRIPT)),
    File("something when printed", "active-content", "/AA", edit=root("/AA", Dictionary(WP=SCRIPT))),
    File("something on a page", "active-content", "/AA (something", edit=page("/AA", Dictionary(O=SCRIPT))),
    File(
        "script",
        "active-content",
        "/Names (scripts",
        edit=root("/Names", Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))),
    ),
    File(
        "layers",
        "active-content",
        "/OCProperties",
        edit=root("/OCProperties", Dictionary(OCGs=Array(), D=Dictionary())),
    ),
    File("page in a layer", "active-content", "such as a layer", edit=layered),
    File(
        "drawing in a layer",
        "active-content",
        "/OC (a layer",
        edit=drawing("/OC", Dictionary(Type=Name.OCG, Name=String("l"))),
    ),
    File("drawing of another file", "active-content", "/Ref", edit=drawing("/Ref", Dictionary(F=String("other.pdf")))),
    File("attachment", "active-content", "/Names (scripts", edit=attached),
    File("associated file", "active-content", "/AF", edit=root("/AF", Array())),
    File("form", "active-content", "/AcroForm", edit=root("/AcroForm", Dictionary(Fields=Array()))),
    File(
        "form in HTML",
        "active-content",
        "of the kind Widget",
        swaps=(("Tell us.", "Tell us. <input style='appearance:auto' name=a value=b>"),),
    ),
    File("link with an appearance", "active-content", "/AP (an appearance", edit=link("/AP", Dictionary())),
    File("link with a frame", "wrong-link", "a frame", edit=link("/BS", Dictionary(W=30))),
    File("link in a layer", "active-content", "/OC (a layer", edit=link("/OC", Dictionary(Type=Name.OCG))),
    File(
        "link that runs a program",
        "active-content",
        "of the kind Launch",
        edit=link("/A", Dictionary(S=Name.Launch, F=String("a.exe"))),
    ),
    File(
        "link with a second action",
        "active-content",
        "/Next",
        edit=link("/A", Dictionary(S=Name.URI, URI=String(URL), Next=SCRIPT)),
    ),
    *(
        File(f"{kind} over the text", "active-content", f"of the kind {kind}", edit=note(kind))
        for kind in (
            "FreeText",
            "Stamp",
            "Square",
            "Redact",
            "Popup",
            "Screen",
            "Movie",
            "Sound",
            "RichMedia",
            "3D",
            "Watermark",
            "FileAttachment",
        )
    ),
    File("transition", "active-content", "/Trans", edit=page("/Trans", Dictionary(S=Name.Dissolve))),
    File("steps of a presentation", "active-content", "/PresSteps", edit=page("/PresSteps", Dictionary())),
    File("signature", "active-content", "/Perms", edit=root("/Perms", Dictionary())),
    File("collection", "active-content", "/Collection", edit=root("/Collection", Dictionary())),
    File("threads", "active-content", "/Threads", edit=root("/Threads", Array())),
    File("data of another program", "active-content", "/PieceInfo", edit=page("/PieceInfo", Dictionary())),
    File(
        "tags that mean something else",
        "active-content",
        "/RoleMap",
        edit=lambda pdf: pdf.Root.StructTreeRoot.__setitem__("/RoleMap", Dictionary(TH=Name.P)),
    ),
    File(
        "clipped view",
        "active-content",
        "/ViewClip",
        edit=lambda pdf: pdf.Root.ViewerPreferences.__setitem__("/ViewClip", Name.ArtBox),
    ),
    File(
        "inverted print",
        "active-content",
        "/TR",
        edit=lambda pdf: pdf.pages[0].Resources.ExtGState.__setitem__("/x", Dictionary(TR=Name.Identity)),
    ),
    File("added to", "changed-after-build", "2 revisions", after=appended),
    File("bytes before", "changed-after-build", "before its beginning", after=lambda pdf: b"\n" + pdf),
    File("bytes after", "changed-after-build", "after its end", after=lambda pdf: pdf + b"<script>"),
    File(
        "damaged",
        "changed-after-build",
        "is damaged",
        after=lambda pdf: pdf[: pdf.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n",
    ),
)

CONTROLS = (
    File("as it is"),
    File("without a status page", edition={"base_url": None}),
    File("link over three lines", css="[href*=agency]{display:block;width:21mm}"),
    File("link set as a block", css=".url a{display:block}"),
    File("code turned", css=".qr{transform:rotate(90deg)}"),
    File(
        "code of 25 mm in dark blue",
        css=".qr{width:25mm;height:25mm;float:left;margin-right:5mm}",
        swaps=(('stroke="#000"', 'stroke="#013"'),),
    ),
    File("address beside the code", css=".qr{float:left;margin-right:5mm}"),
    File("table in stripes", css="tr:nth-child(2){background:#eef} td,th{border:.2mm solid}"),
    File(
        "hatched field",
        css="h1{padding:0 12mm;background:repeating-linear-gradient(135deg,#000 0,#000 .5mm,#fff .5mm,#fff 1.4mm)}",
    ),
    File("see-through tint", css="h2{background:rgba(0,80,80,.2)}"),
    File("saved by another library", edit=lambda pdf: None),
)


def problems(case: Case):
    return preflight(*case.made())[0]


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case.name)
def test_a_fault_is_caught(case):
    found = [p for p in problems(case) if p.rule == case.rule and case.says in p.message]
    assert found, f"{case.rule} did not report {case.says!r}"
    assert all(p.editions == ("sample/leaflet/en-NL",) and p.severity is Severity.ERROR for p in found)


@pytest.mark.parametrize("case", CONTROLS, ids=lambda case: case.name)
def test_a_control_passes(case):
    tested = {fault.rule for fault in FAULTS}
    assert [p for p in problems(case) if p.rule in tested] == []


def test_a_code_is_found_with_its_place():
    (found,) = read_barcodes(CONTROLS[0].made()[0])
    left, top, right, bottom = found.box_mm
    assert (found.text, found.page) == (URL, 2)
    assert 9.5 < left < 10.5
    assert 21.5 < right - left < 22.5
    assert 21.5 < bottom - top < 22.5


def test_a_code_that_is_made_of_letters_is_not_taken_for_one():
    code = segno.make(URL, error="m")
    rows = "".join(f"<p>{''.join('█' if dark else ' ' for dark in row)}</p>" for row in code.matrix)
    css = "p{font:2mm/1 'Noto Sans Symbols2',Lato;white-space:pre;margin:0;letter-spacing:0}"
    with open_pages(printed(f"{HEAD}<style>{css}</style>{rows}")) as (sheet,):
        assert barcodes_on(sheet, 1) == ()

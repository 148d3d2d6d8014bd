"""Edits of the file as a whole: pages, added revisions, locks; and those that change nothing that anybody meets."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String
from violations.content import commands_of, do, put_commands

from file_edits.edit import Change, Edit, edits_of, saved


def whole_edits() -> Iterator[Edit]:
    """Those that matter."""
    yield from edits_of("pages", PAGES)
    for name, options in LOCKS.items():
        yield Edit(
            f"locked/{name}", saved(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="", **options))
        )
    for name, change in REVISIONS.items():
        yield Edit(f"revision/{name}", added(change))


def harmless_edits() -> Iterator[Edit]:
    """Those after which a file draws, says and does the same."""
    for name, options in SAVED.items():
        yield Edit(f"saved/{name}", saved(lambda pdf: None, **options))
    yield from edits_of("same", SAME)
    yield Edit("same/empty-revision", added(lambda pdf: pdf.docinfo.__setitem__("/Producer", String("Viewer 3"))))
    yield Edit("same/saved-three-times", _three_times)
    yield Edit("same/comment-at-the-end", lambda pdf: pdf + b"% kept by a mail program\n")


def _inserted(pdf: Pdf) -> None:
    blank = Dictionary(Type=Name.Page, MediaBox=pdf.pages[0].obj.MediaBox, Resources=Dictionary())
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(blank)))


PAGES = {
    "again": lambda pdf: pdf.pages.append(pdf.pages[0]),
    "gone": lambda pdf: pdf.pages.__delitem__(-1),
    "turned-round": lambda pdf: pdf.pages.reverse(),
    "empty-one-more": _inserted,
    "first-twice": lambda pdf: pdf.pages.__setitem__(1, pdf.pages[0]),
}
_NOBODY = pikepdf.Permissions(
    accessibility=False, extract=False, print_lowres=False, print_highres=False, modify_annotation=False
)
LOCKS = {"nothing-allowed": {"allow": _NOBODY}, "all-allowed": {"allow": pikepdf.Permissions()}}


# Revisions, as a program adds them to the end of a file


def added(change: Change) -> Callable[[bytes], bytes]:
    """The objects that `change` changes or makes, added to the end of the file as a revision of it."""

    def apply(pdf: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(pdf)) as before, pikepdf.open(io.BytesIO(pdf)) as after:
            count = int(before.trailer.Size)
            change(after)
            own = {o.objgen[0]: _written(o) for o in after.objects}
            old = {o.objgen[0]: _written(o) for o in before.objects}
            changed = {n: text for n, text in own.items() if n >= count or text != old.get(n)}
            trailer = "/Root {} {} R /Info {} {} R".format(*after.Root.objgen, *after.docinfo.objgen)
        return _with_revision(pdf, changed, max([count, *(n + 1 for n in changed)]), trailer)

    return apply


def _written(value: pikepdf.Object) -> bytes:
    if not isinstance(value, Stream):
        return value.unparse(resolved=True)
    data = value.read_raw_bytes()
    fields = Dictionary({key: v for key, v in value.items() if key != "/Length"})
    head = fields.unparse(resolved=True).strip()[:-2] + b"/Length %d>>" % len(data)
    return head + b"\nstream\n" + data + b"\nendstream"


def _with_revision(pdf: bytes, changed: dict[int, bytes], size: int, trailer: str) -> bytes:
    before = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    out = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n")
    rows = []
    for number, text in sorted(changed.items()):
        rows.append((number, len(out)))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, text)
    table = len(out)
    body = b"".join(b"\x01" + at.to_bytes(4, "big") + b"\0" for _, at in [*rows, (size, table)])
    index = " ".join(f"{number} 1" for number, _ in [*rows, (size, table)])
    out += f"{size} 0 obj\n<</Type/XRef/Size {size + 1}/W[1 4 1]/Index[{index}]{trailer}/Prev {before}".encode()
    out += b"/Length %d>>\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(body), body, table)
    return bytes(out)


def _drawn_over(pdf: Pdf) -> None:
    old = pdf.pages[0].obj.Contents.read_bytes()
    pdf.pages[0].obj.Contents.write(b"q " + old + b" Q 0 g 100 100 200 1 re f")


def _noted(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([30, 400, 300, 460]), Contents="Not true.")
    pdf.pages[0].obj["/Annots"] = Array([*pdf.pages[0].obj.get("/Annots", ()), pdf.make_indirect(note)])


REVISIONS = {
    "drawn-over": _drawn_over,
    "noted": _noted,
    "title": lambda pdf: pdf.docinfo.__setitem__("/Title", String("All is well")),
    "language": lambda pdf: pdf.Root.__setitem__("/Lang", String("de")),
    "script": lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.JavaScript, JS="1")),
    "attached": lambda pdf: pdf.Root.__setitem__("/AF", Array([Dictionary(Type=Name.Filespec, F="a.txt")])),
}


# What nobody meets

SAVED = {
    "plain": {"object_stream_mode": ObjectStreamMode.disable, "compress_streams": False},
    "object-streams": {"object_stream_mode": ObjectStreamMode.generate},
    "linearized": {"linearize": True},
    "recompressed": {"recompress_flate": True},
    "uncompressed": {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.all},
    "readable": {"qdf": True},
    "own-name": {"deterministic_id": True},
    "newer-version": {"min_version": "2.0"},
}


def _renumbered(pdf: Pdf) -> None:
    """Objects that lead nowhere push the others' numbers up."""
    for _ in range(9):
        pdf.make_indirect(Dictionary(Unused=True))
    for own in pdf.pages:
        own.obj.Contents = pdf.make_stream(own.Contents.read_bytes())


def _renamed(pdf: Pdf) -> None:
    """Every font of a page by another name, in the commands too."""
    for number in range(len(pdf.pages)):
        own = pdf.pages[number].obj
        if "/Font" not in own.Resources:
            continue
        names = {name: Name(f"/Renamed{n}") for n, name in enumerate(sorted(own.Resources.Font.keys()))}
        fonts = Dictionary({str(new): own.Resources.Font[old] for old, new in names.items()})
        commands = commands_of(pdf, number)
        new = [do("Tf", names[str(c.operands[0])], c.operands[1]) if str(c.operator) == "Tf" else c for c in commands]
        put_commands(pdf, number, new)
        own.Resources = Dictionary({**dict(own.Resources.items()), "/Font": fonts})


def _spaced(pdf: Pdf) -> None:
    for own in pdf.pages:
        own.obj.Contents = pdf.make_stream(
            b"% saved by Viewer 3\n" + own.Contents.read_bytes().replace(b"\n", b"\r\n ")
        )


def _wrapped(pdf: Pdf) -> None:
    for own in pdf.pages:
        own.contents_add(b"q", prepend=True)
        own.contents_add(b"Q")


def _in_two_streams(pdf: Pdf) -> None:
    for number, own in enumerate(pdf.pages):
        commands = commands_of(pdf, number)
        half = len(commands) // 2
        parts = [pikepdf.unparse_content_stream(part) for part in (commands[:half], commands[half:])]
        own.obj.Contents = Array([pdf.make_stream(part) for part in parts])


def _inherited(pdf: Pdf) -> None:
    """What all pages have alike said once, above them."""
    box = pdf.pages[0].obj.MediaBox
    if all([float(edge) for edge in own.obj.MediaBox] == [float(edge) for edge in box] for own in pdf.pages):
        pdf.Root.Pages.MediaBox = box
        for own in pdf.pages:
            del own.obj["/MediaBox"]


def _defaults_said(pdf: Pdf) -> None:
    for own in pdf.pages:
        own.obj.Rotate, own.obj.UserUnit, own.obj.CropBox = 0, 1, own.obj.MediaBox


def _tree_of_pages(pdf: Pdf) -> None:
    """Each page under a branch of its own."""
    kids = []
    for kid in list(pdf.Root.Pages.Kids):
        branch = pdf.make_indirect(Dictionary(Type=Name.Pages, Parent=pdf.Root.Pages, Count=1, Kids=Array([kid])))
        kid.Parent = branch
        kids.append(branch)
    pdf.Root.Pages.Kids = Array(kids)


def _unused(pdf: Pdf) -> None:
    pdf.pages[0].Resources.ExtGState["/Unused"] = Dictionary(ca=Decimal("0.5"))
    pdf.pages[0].Resources["/ProcSet"] = Array([Name.PDF, Name.Text])


def _numbers_longer(pdf: Pdf) -> None:
    data = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].obj.Contents = pdf.make_stream(re.sub(rb"(?<![\w.</])(\d+\.\d+)(?= )", rb"\g<1>00", data))


def _by_a_viewer(pdf: Pdf) -> None:
    pdf.docinfo["/Producer"], pdf.docinfo["/ModDate"] = String("Viewer 3"), String("D:20270101120000Z")
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["xmp:CreatorTool"], metadata["pdf:Producer"] = "Viewer 3", "Viewer 3"
        metadata["xmp:ModifyDate"] = metadata["xmp:MetadataDate"] = "2027-01-01T12:00:00Z"
        metadata["xmpMM:DocumentID"] = metadata["xmpMM:InstanceID"] = "uuid:1"


def _indirect(pdf: Pdf) -> None:
    """Objects of their own for what stood inside others."""
    for own in pdf.pages:
        own.obj.Resources.Font = pdf.make_indirect(own.obj.Resources.Font)
        own.obj.MediaBox = pdf.make_indirect(own.obj.MediaBox)


def _encoded(pdf: Pdf) -> None:
    """The same texts as UTF-16."""
    for key in ("/Title", "/Keywords"):
        pdf.docinfo[key] = String(b"\xfe\xff" + str(pdf.docinfo[key]).encode("utf-16-be"))


def _three_times(pdf: bytes) -> bytes:
    for name in ("linearized", "plain", "object-streams"):
        pdf = saved(lambda _: None, **SAVED[name])(pdf)
    return pdf


SAME = {
    "renumbered": _renumbered,
    "renamed-fonts": _renamed,
    "spaced": _spaced,
    "wrapped": _wrapped,
    "in-two-streams": _in_two_streams,
    "inherited-boxes": _inherited,
    "defaults-said": _defaults_said,
    "tree-of-pages": _tree_of_pages,
    "unused-resources": _unused,
    "numbers-longer": _numbers_longer,
    "saved-by-a-viewer": _by_a_viewer,
    "objects-of-their-own": _indirect,
    "texts-as-utf-16": _encoded,
}

"""What goes wrong for somebody who has never seen leaflet: what they did, and what they typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

TOPIC = "sources/topics/bdnf-trkb"
CHECKLIST = ("--layout", "uncertainty-checklist", "--locale", "en-NL", "--no-verapdf")
TRIFOLD = ("--layout", "trifold", "--locale", "en-NL", "--no-verapdf")
SENTENCE = "This is one more sentence of ten plain words, honest. "


@dataclass(frozen=True)
class Situation:
    """A project that somebody has changed, and a command that they type in it."""

    command: tuple[str, ...]
    changes: tuple[Callable[[Path], None], ...] = ()
    """Each changes the project in a folder."""
    before: str = ""
    """Python that the process runs first: what is wrong with the machine, not with the project."""
    environment: dict[str, str] = field(default_factory=dict)


def replaced(path: str, old: str, new: str, times: int = 1) -> Callable[[Path], None]:
    """Replace `old`, which must be there, in a file."""

    def change(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text, path
        (root / path).write_text(text.replace(old, new, times), "utf-8")

    return change


def written(path: str, content: str | bytes) -> Callable[[Path], None]:
    """Write a file."""

    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)

    return change


def added(path: str, content: str | bytes) -> Callable[[Path], None]:
    """Add to the end of a file."""

    def change(root: Path) -> None:
        with (root / path).open("ab") as file:
            file.write(content.encode() if isinstance(content, str) else content)

    return change


def removed(path: str) -> Callable[[Path], None]:
    """Remove a file."""
    return lambda root: (root / path).unlink()


def new_topic(root: Path) -> None:
    """`leaflet new topic x`, on the day of the tests."""
    from samples import TODAY

    from leaflet.read.obligations import read_obligations
    from leaflet.scaffold.topic import new_topic as create

    known, _ = read_obligations(root)
    create(root, "x", TODAY, known.categories, known.substances)


def emptied(root: Path, count: int = 29) -> None:
    """Take the first translations out of the topic's Dutch catalog, as if nobody had written them yet."""
    catalog = root / TOPIC / "nl.po"
    head, *entries = catalog.read_text("utf-8").split("\n\n")
    entries[:count] = [re.sub(r'msgstr "(.|\n)*', 'msgstr ""', entry) for entry in entries[:count]]
    catalog.write_text("\n\n".join([head, *entries]), "utf-8")


FULL_DISK = dedent("""
    import errno, os
    real, room = os.write, [int(os.environ["ROOM"])]
    def write(descriptor, data):
        needed = len(data) if "/output/" in os.readlink(f"/proc/self/fd/{descriptor}") else 0
        if needed > room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        room[0] -= needed
        return real(descriptor, data)
    os.write = write
""")
NO_FONTS = dedent("""
    from pathlib import Path
    from leaflet import fonts
    fonts.font_folders = lambda: (Path("nowhere"),)
""")
BUSY = dedent("""
    import fcntl, os
    os.makedirs("output/.leaflet")
    held = open("output/.leaflet/lock", "w")
    fcntl.flock(held, fcntl.LOCK_EX)
""")
CLINICS = """\
id,name,address,phone,languages,emergency,web
oak,Praktijk De Eik,Eikstraat 12,020 000 0000,nl,,
Elm,Praktijk De Iep,Iepstraat 3,020 000,nl,,https://example.org/
oak,Praktijk De Linde,Lindestraat 7,020 000 0001,fr,,http://example.org/
ash,,Esstraat 1,020 000 0002,nl,,
yew,Praktijk De Taxus,Taxusstraat 9,06 1,nl,,
"""

SITUATIONS = {
    "fresh-topic": Situation(("check",), (new_topic,)),
    "typo-in-a-claim-used-five-times": Situation(
        ("check",), (replaced(f"{TOPIC}/claims.yaml", "- id: trkb-binding", "- id: trkb-bindign"),)
    ),
    "unknown-level": Situation(
        ("check",), (replaced(f"{TOPIC}/claims.yaml", "level: in-vitro", "level: proven", times=2),)
    ),
    "bad-colour": Situation(
        ("build", *TRIFOLD), (added("layouts/trifold/page.css", "\n.prose, .statement { color: #bbb }\n"),)
    ),
    "full-disk": Situation(
        ("build", "--layout", "uncertainty-checklist", "--no-verapdf"), before=FULL_DISK, environment={"ROOM": "60000"}
    ),
    "full-disk-from-the-start": Situation(
        ("build", "--layout", "uncertainty-checklist", "--no-verapdf"), before=FULL_DISK, environment={"ROOM": "10"}
    ),
    "layout-without-base": Situation(
        ("build", "--no-verapdf"),
        (
            *(
                replaced(f"layouts/{name}/page.html.j2", '{% extends "base/document.html.j2" %}', "")
                for name in ("trifold", "large-print", "uncertainty-checklist", "clinician-handout", "one-page")
            ),
        ),
    ),
    "flap-too-full": Situation(
        ("build", *TRIFOLD),
        (added(f"{TOPIC}/text.md", f'\n## Signs {{: #signs for="patient" role="signs" }}\n\n{SENTENCE * 12}\n'),),
    ),
    "inside-too-full": Situation(
        ("build", *TRIFOLD),
        (replaced(f"{TOPIC}/text.md", "This is early research.", f"{SENTENCE * 20}This is early research."),),
    ),
    "missing-file": Situation(("check",), (removed("sources/disclaimers.yaml"),)),
    "wrong-indentation": Situation(
        ("check",), (replaced(f"{TOPIC}/claims.yaml", "  level: in-vitro", "   level: in-vitro"),)
    ),
    "not-utf-8": Situation(("check",), (added(f"{TOPIC}/text.md", "\nCaf\xe9 open.\n".encode("latin-1")),)),
    "house-broken": Situation(("build",), (written("sources/house.yaml", "publisher: [\n"),)),
    "wrong-command": Situation(("biuld",)),
    "wrong-command-as-json": Situation(("build", "--layuot", "trifold", "--format", "json")),
    "unknown-topic": Situation(("build", "bdnf-trbk")),
    "missing-translations": Situation(("check",), (emptied,)),
    "fuzzy-translations": Situation(
        ("check",), (replaced(f"{TOPIC}/nl.po", '\nmsgctxt "claim/', '\n#, fuzzy\nmsgctxt "claim/', times=5),)
    ),
    "changed-sentence": Situation(
        ("check",),
        (replaced(f"{TOPIC}/text.md", "a signal that your body", "a signal that every body"),),
    ),
    "broken-list-of-clinics": Situation(
        ("copies", "--clinics", "clinics.csv", *CHECKLIST), (written("clinics.csv", CLINICS),)
    ),
    "expired-contacts": Situation(("check",), environment={"LEAFLET_TODAY": "2027-06-01"}),
    "contacts-that-expire-soon": Situation(("check",), environment={"LEAFLET_TODAY": "2027-04-01"}),
    "what-expires": Situation(("due",), environment={"LEAFLET_TODAY": "2027-04-01"}),
    "no-font": Situation(("build", *CHECKLIST), before=NO_FONTS),
    "sign-off-without-a-name": Situation(("sign-off", "bdnf-trkb", "--role", "nurse", "--date", "2026-11-24")),
    "template-error": Situation(
        ("build", "--no-verapdf"), (replaced("layouts/base/macros.html.j2", "c.does_not_show", "c.does.not_show"),)
    ),
    "word-in-the-template": Situation(
        ("build", *CHECKLIST),
        (replaced("layouts/uncertainty-checklist/page.html.j2", "<header", "<p>Approved by doctors</p><header"),),
    ),
    "busy": Situation(("build", *CHECKLIST), before=BUSY),
    "stale-file": Situation(("build", *CHECKLIST), (written("output/old-topic/en-NL/trifold.pdf", b"%PDF-1.7"),)),
}
"""By the name of its golden files."""

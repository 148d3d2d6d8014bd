"""Nothing outside the project is read, no network is touched, nothing live comes onto a page, whatever sources hold.

What is opened is not asked of our own code: Python tells it (`sys.addaudithook`), and an address that nobody may ask
belongs to a server of this test, which counts who asked.
"""

from __future__ import annotations

import json
import re
import socket
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from samples import TODAY

from leaflet.compose import TemplateError, compose
from leaflet.edition import editions
from leaflet.letters import letters
from leaflet.pipeline import check, stops
from leaflet.preflight.pages import read_pages
from leaflet.problem import Severity
from leaflet.render import render, warm_up

pytestmark = pytest.mark.slow

FILE = Path(__file__).with_name("probes.yaml")
PROBES = yaml.safe_load(FILE.read_text("utf-8"))
SECRET = "Kanarienvogel"
TOPIC = "sources/topics/bdnf-trkb"
LIVE_TAGS = {"script", "iframe", "object", "embed", "form", "input", "base", "link", "image", "foreignobject", "set"}
SAFE = re.compile(r"https://|#|asset:")
_events: list[tuple[str, str]] = []
_listening = [False]


def _hear(event, arguments):
    if _listening[0] and event in ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"):
        _events.append((event, str(arguments[0] if event == "open" else arguments)))


sys.addaudithook(_hear)


class _Live(HTMLParser):
    """Collects what could act: tags, events, addresses that lead out."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag in LIVE_TAGS:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(name)
            if name in ("href", "src", "xlink:href", "data", "action") and not SAFE.match(value or ""):
                self.found.append(f"{name}={value}")


@pytest.fixture
def server():
    """An address of this machine, and what listens there."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", listening


def _replace(path, old, new):
    text = path.read_text("utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new, 1), "utf-8")


def _put(root, at, put, canary):
    kind, _, path = at.rpartition(":")
    target = root / path
    if kind == "dir":
        target.mkdir()
        (target / "topic.yaml").write_text("id: a", "utf-8")
    elif kind == "link":
        target.unlink(missing_ok=True)
        target.symlink_to(canary.parent if put == "{folder}" else canary)
    elif at == "prose":
        _replace(root / TOPIC / "text.md", "The drawing shows", f"{put}\n\nThe drawing shows")
    elif at == "claim":
        _replace(root / TOPIC / "claims.yaml", "In nerve cells in a lab, LSD and DMT led", f"{json.dumps(put)} #")
        _replace(root / TOPIC / "claims.yaml", "# to more branches and more connections.", "")
    elif at == "title":
        _replace(root / TOPIC / "topic.yaml", "title: ", f"title: {json.dumps(put)} #")
    elif at == "figure":
        (root / TOPIC / "figures/bdnf-trkb.svg").write_text(put, "utf-8")
    elif at == "reference":
        _replace(root / "sources/references.json", "Psychedelics promote plasticity", json.dumps(put)[1:-1])
    elif at == "contact":
        _replace(root / "sources/contacts.yaml", "name: ", f"name: {json.dumps(put)} #")
    elif at == "catalog":
        _replace(root / TOPIC / "nl.po", 'msgstr "Wat zijn BDNF en TrkB?"', f"msgstr {json.dumps(put)}")
    else:
        target.write_text(put, "utf-8")


def _run(root, layout):
    """(problems, HTML, words of the PDF) of the patient's piece in the language that shows the probe."""
    library, problems = check(root, TODAY)
    one = next((e for e in editions(library, TODAY) if e.id == layout), None) if library else None
    errors = [p for p in problems if p.severity is Severity.ERROR]
    if one is None or any(stops(p, one) for p in errors):
        return errors, "", ""
    try:
        html = compose(one)
    except TemplateError as error:
        return [error.problem], "", ""
    rendered = render(html, one.layout.folder)
    assert not rendered.log
    return errors, html, "".join(page.text for page in read_pages(rendered.pdf))


def _becomes(errors, html, words, put):
    if not html:
        return sorted({p.rule for p in errors})[0]
    return "text" if letters(put) in words else "dropped"


@pytest.mark.parametrize("probe", PROBES, ids=[probe["does"] for probe in PROBES])
def test_a_probe_reads_nothing_reaches_nobody_and_does_nothing(project, tmp_path, server, probe, accept):
    address, listening = server
    (tmp_path / "outside").mkdir()
    canary = tmp_path / "outside/canary.svg"
    canary.write_text(f"<svg xmlns='http://www.w3.org/2000/svg'><title>{SECRET}</title></svg>", "utf-8")
    put = probe["put"].replace("{canary}", str(canary)).replace("{server}", address)
    _put(project, probe["at"], put, canary)
    language = "nl-NL" if probe["at"] == "catalog" else "en-NL"
    layout = "clinician-handout" if probe["at"] == "reference" else "large-print"
    warm_up()  # which asks the system where its libraries are
    _events.clear()
    _listening[0] = True
    try:
        errors, html, words = _run(project, f"bdnf-trkb/{layout}/{language}")
    finally:
        _listening[0] = False
    with pytest.raises(BlockingIOError):
        listening.accept()
    opened = [name for event, name in _events if event == "open"]
    assert not [name for name in opened if str(tmp_path / "outside") in name or "passwd" in name]
    assert not [event for event, _ in _events if event != "open"]
    assert SECRET not in html
    assert letters(SECRET) not in words
    live = _Live()
    live.feed(html)
    assert live.found == []
    found = _becomes(errors, html, words, put)
    if accept:
        text = FILE.read_text("utf-8")
        head, entry, rest = text.partition(f"- does: {yaml.safe_dump(probe['does'], width=1000).splitlines()[0]}\n")
        assert entry, probe["does"]
        FILE.write_text(head + entry + re.sub(r"becomes: .*", f"becomes: {found}", rest, count=1), "utf-8")
        return
    assert found == probe["becomes"], [f"{p.span} {p.message}" for p in errors][:4]


def test_there_are_enough_probes():
    assert len(PROBES) >= 40

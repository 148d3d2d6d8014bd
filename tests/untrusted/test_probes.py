"""Each of probes.yaml: nothing outside is read, nobody is called, nothing is alive, and what is refused says where."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from grounds import TEXT, holds, lay_out, way_through
from markup import alive, parsed
from server import listening
from watch import watched

from leaflet.problem import as_github, as_json, as_text
from leaflet.render import warm_up

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
SECRET = "Zwartekanarie"
KNOWN = {"what", "prose", "replace", "write", "link", "refused", "at", "path", "printed", "locale"}


@dataclass(frozen=True)
class Probe:
    """An entry of the list."""

    family: str
    entry: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.family}: {self.entry['what']}"


def _probes() -> tuple[Probe, ...]:
    families = yaml.safe_load((HERE / "probes.yaml").read_text("utf-8"))
    return tuple(Probe(family, entry) for family, entries in families.items() for entry in entries)


PROBES = _probes()


@dataclass(frozen=True)
class Site:
    """Where a probe is tried: the project, what lies outside of it, and the server."""

    root: Path
    outside: Path
    server: Any

    def filled(self, text: str) -> str:
        """`text` with the places that it names, and what it repeats."""
        text = re.sub(r"REPEAT\((.+?),(\d+)\)", lambda found: found[1] * int(found[2]), text)
        names = {"OUTSIDE": str(self.outside), "SERVER": self.server.address, "MOVED": f"{self.server.address}/moved"}
        for name, value in names.items():
            text = text.replace(name, value)
        return text


@pytest.fixture
def site(tmp_path):
    """A project, a folder outside it whose every file says the secret word, and a server."""
    outside = tmp_path / "outside"
    outside.mkdir()
    for name, text in {
        "secret.txt": SECRET,
        "secret.css": f"body::before {{ content: '{SECRET}' }}",
        "secret.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><title>{SECRET}</title><desc>{SECRET}</desc></svg>',
        "layout.yaml": f"id: {SECRET}",
        "topic.yaml": f"id: {SECRET}",
        "house.yaml": f"publisher: {SECRET}",
    }.items():
        (outside / name).write_text(text)
    root = tmp_path / "project"
    lay_out(root)
    with listening(f"file://{outside}/secret.svg") as server:
        yield Site(root, outside, server)


def _put(probe: Probe, site: Site) -> None:
    """Put the probe into the project."""
    entry = probe.entry
    if "prose" in entry:
        _append(site.root / TEXT, site.filled(entry["prose"]))
    for path, changes in entry.get("replace", {}).items():
        for old, new in changes.items():
            _replace(site.root / path, old, site.filled(new))
    for path, text in entry.get("write", {}).items():
        _write(site.root / path, site.filled(text))
    for path, target in entry.get("link", {}).items():
        _link(site.root / path, site.filled(target))


def _append(file: Path, paragraph: str) -> None:
    with file.open("a", encoding="utf-8", newline="") as stream:
        stream.write(f"\n{paragraph}\n")


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    for mark, charset in (("LATIN1:", "latin-1"), ("UTF16:", "utf-16")):
        if text.startswith(mark):
            file.write_bytes(text.removeprefix(mark).encode(charset))
            return
    file.write_text(text, "utf-8")


def _link(file: Path, target: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir():
        shutil.rmtree(file)
    file.unlink(missing_ok=True)
    file.symlink_to(target)


@pytest.fixture(scope="module")
def styles(tmp_path_factory):
    """The style sheets of the piece that nobody has attacked; it has no problems."""
    root = tmp_path_factory.mktemp("calm") / "project"
    lay_out(root)
    result = way_through(root)
    assert not result.problems
    assert not list(alive(result.html))
    return _styles(result.html)


def _styles(html: str) -> list[str]:
    return ["".join(element.itertext()) for element in parsed(html).iter("style")]


@pytest.mark.parametrize("probe", PROBES, ids=str)
def test_probe(probe, site, styles):
    assert set(probe.entry) <= KNOWN
    start = (site.root / TEXT).read_text("utf-8").count("\n") + 1
    _put(probe, site)
    warm_up()
    with watched(site.root) as watch:
        result = way_through(site.root, probe.entry.get("locale", "en-NL"))
    assert not watch.seen
    assert not site.server.hits
    told = "".join((*map(as_text, result.problems), *map(as_github, result.problems), as_json(result.problems)))
    assert SECRET not in told + result.html + result.text
    if "refused" in probe.entry:
        _is_refused(probe, result, start)
    else:
        assert not result.errors
        assert holds(result.text, site.filled(probe.entry["printed"]))
    if result.html:
        assert not list(alive(result.html))
        assert _styles(result.html) == styles


def _is_refused(probe: Probe, result: Any, start: int) -> None:
    """A problem of the rule named stops the piece, at the place named."""
    found = [p for p in result.errors if p.rule == probe.entry["refused"]]
    assert found, [as_text(p) for p in result.problems]
    if "at" in probe.entry:
        line, column = map(int, probe.entry["at"].split(":"))
        assert (TEXT, start + line, column) in [(p.span.path, p.span.line, p.span.column) for p in found]
    if "path" in probe.entry:
        assert probe.entry["path"] in [p.span.path for p in found]


def test_there_are_enough_probes_and_each_says_what_must_come_of_it():
    assert len(PROBES) >= 40
    assert len({str(probe) for probe in PROBES}) == len(PROBES)
    assert not [str(probe) for probe in PROBES if ("refused" in probe.entry) == ("printed" in probe.entry)]


# What would be seen if something went wrong


def test_a_renderer_that_fetches_by_itself_would_be_seen(site):
    import weasyprint

    address = f"{site.server.address}/a.svg"
    with watched(site.root) as watch:
        weasyprint.HTML(string=f"<img src=file://{site.outside}/secret.svg><img src={address}>").write_pdf()
    assert any(seen.startswith("open ") and seen.endswith("secret.svg") for seen in watch.seen)
    assert any(seen.startswith("socket.connect") for seen in watch.seen)
    assert site.server.hits == ["/a.svg"]


def test_a_page_in_which_something_is_alive_would_be_seen():
    html = '<p onclick=a><a href="javascript:b">c</a><script>d</script><svg onload=e><image href=f /></svg>'
    assert list(alive(html)) == [
        "<p onclick>",
        "<a href=javascript:b>",
        "<script>",
        "<svg onload>",
        "<image>",
        "<image href>",
    ]

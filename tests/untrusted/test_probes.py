"""Each of probes.yaml: nothing outside is read, nobody is called, nothing is alive, and what is refused says where."""

from __future__ import annotations

from typing import Any

import pytest
from grounds import TEXT, holds, lay_out, way_through
from markup import alive, parsed
from probing import KNOWN, PROBES, SECRET, Probe, Site, lay_outside, put
from problem_texts import as_text
from server import listening
from watch import watched

from leaflet.problem import as_github, as_json
from leaflet.render.document import load_renderer

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path):
    """A server, and a folder outside the project that its `/moved` leads to."""
    lay_outside(tmp_path / "outside")
    with listening(f"file://{tmp_path}/outside/secret.svg") as server:
        yield server


@pytest.fixture
def site(tmp_path, server):
    """A project to put probes into."""
    lay_out(tmp_path / "project")
    return Site(tmp_path / "project", tmp_path / "outside", server.address)


@pytest.fixture(scope="module")
def styles(tmp_path_factory):
    """The style sheets of the edition without a probe; it has no problems."""
    root = tmp_path_factory.mktemp("calm") / "project"
    lay_out(root)
    result = way_through(root)
    assert not result.problems
    assert not list(alive(result.html))
    return _styles(result.html)


def _styles(html: str) -> list[str]:
    return ["".join(element.itertext()) for element in parsed(html).iter("style")]


@pytest.mark.parametrize("probe", PROBES, ids=str)
def test_probe(probe, site, server, styles):
    assert set(probe.entry) <= KNOWN
    start = (site.root / TEXT).read_text("utf-8").count("\n") + 1
    put(probe, site)
    load_renderer()
    with watched(site.root) as watch:
        result = way_through(site.root, probe.entry.get("locale", "en-NL"))
    assert not watch.seen
    assert not server.hits
    output = "".join((*map(as_text, result.problems), *map(as_github, result.problems), as_json(result.problems)))
    assert SECRET not in output + result.html + result.text
    if "refused" in probe.entry:
        _is_refused(probe, result, start)
    else:
        assert not result.errors
        assert holds(result.text, site.filled(probe.entry["printed"]))
    if result.html:
        assert not list(alive(result.html))
        assert _styles(result.html) == styles


def _is_refused(probe: Probe, result: Any, start: int) -> None:
    """A problem of the named rule stops the edition, at the named place."""
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


def test_a_renderer_that_fetches_by_itself_would_be_seen(site, server):
    import weasyprint

    address = f"{server.address}/a.svg"
    with watched(site.root) as watch:
        weasyprint.HTML(string=f"<img src=file://{site.outside}/secret.svg><img src={address}>").write_pdf()
    assert any(seen.startswith("open ") and seen.endswith("secret.svg") for seen in watch.seen)
    assert any(seen.startswith("socket.connect") for seen in watch.seen)
    assert server.hits == ["/a.svg"]


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

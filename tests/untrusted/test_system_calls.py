"""What the whole command opens and calls, native code too, as the kernel is asked for it: strace looks from outside."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from grounds import lay_out
from probing import PROBES, SECRET, Site, lay_outside, put

import leaflet

pytestmark = pytest.mark.slow

OPENED = re.compile(r"open(?:at2?)?\(.* = \d+<(?P<path>[^>]*)>$", re.MULTILINE)
"""A call that got its file; strace says which it is, links followed."""
CALLED = re.compile(r"^.*(?:connect|socket)\(.*AF_INET.*$", re.MULTILINE)
SETTINGS = ("ld.so.cache", "locale.alias", "localtime", "mime.types", "nsswitch.conf", "passwd", "ssl/openssl.cnf")
"""Files in /etc that the system's own libraries look into."""
MACHINE = ("/usr/", "/lib", "/proc/", "/sys/", "/dev/", "/etc/fonts/", "/etc/python3", *(f"/etc/{n}" for n in SETTINGS))
ROOTS = ("sources", "sources/topics", "sources/topics/tiny", "layouts", "layouts/flow")
"""Links instead of these would hide all the others."""


@pytest.fixture
def site(tmp_path):
    """A project and a folder outside of it; the port 9 of this machine is nobody's."""
    if not shutil.which("strace"):
        assert "CI" not in os.environ, "strace is not on PATH"
        pytest.skip("strace is not on PATH")
    lay_out(tmp_path / "project")
    lay_outside(tmp_path / "outside")
    return Site(tmp_path / "project", tmp_path / "outside", "http://127.0.0.1:9")


def _traced(site: Site, *command: str) -> tuple[int, str, str]:
    """(exit status, output, system calls) of `command`, run in the project."""
    trace = site.root.parent / "trace"
    cache = str(site.root.parent / "cache")  # fontconfig's too
    folders = {"TMPDIR": str(site.root.parent / "tmp"), "LEAFLET_CACHE": cache, "XDG_CACHE_HOME": cache}
    (site.root.parent / "tmp").mkdir(exist_ok=True)
    result = subprocess.run(
        ("strace", "-f", "-y", "-e", "trace=open,openat,openat2,connect,socket", "-o", trace, *command),
        cwd=site.root,
        env={**os.environ, **folders, "LEAFLET_TODAY": "2026-11-24"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return result.returncode, result.stdout + result.stderr, trace.read_text("utf-8", "replace")


def _leaflet(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "leaflet.cli.main", *arguments)


def _editable() -> list[str]:
    """Folders that Python adds to its path by itself: where an editable install lies."""
    lines = (line for pth in Path(sysconfig.get_path("purelib")).glob("*.pth") for line in pth.read_text().splitlines())
    return [line for line in lines if line.startswith("/")]


def _elsewhere(site: Site, calls: str) -> list[str]:
    """What was opened that is neither the project's, the program's nor the system's."""
    known = (
        site.root,
        site.root.parent / "tmp",
        site.root.parent / "cache",
        sys.prefix,
        sys.base_prefix,
        Path(leaflet.__file__).parent,
        Path(leaflet.__file__).parent / "layouts",  # a link, in the repository
        Path(sysconfig.get_path("purelib")),
        *_editable(),
    )
    own, near = tuple(os.path.realpath(folder) for folder in known), os.path.realpath(site.root.parent)
    opened = {path for path in OPENED.findall(calls) if not path.startswith(own)}
    return sorted(path for path in opened if path.startswith(near) or not path.startswith(MACHINE))


def test_building_with_everything_that_may_be_printed_opens_nothing_outside_and_calls_nobody(site):
    bundle = [probe for probe in PROBES if "prose" in probe.entry and "printed" in probe.entry]
    assert len(bundle) > 10
    for probe in bundle:
        put(probe, site)
    status, output, calls = _traced(site, *_leaflet("build", "--locale", "en-NL", "--no-verapdf"))
    assert "<script>" in (site.root / "sources/topics/tiny/text.md").read_text("utf-8")
    assert "tiny/flow/en-NL: " in output, output
    assert status in (0, 1)  # so many similar texts in one edition confuse preflight
    assert "/Lato-Regular.ttf" in calls
    assert not _elsewhere(site, calls)
    assert not CALLED.findall(calls)


def test_checking_with_links_in_every_place_opens_nothing_outside(site):
    for probe in PROBES:
        if "link" in probe.entry and not set(probe.entry["link"]) & set(ROOTS):
            put(probe, site)
    status, output, calls = _traced(site, *_leaflet("--root", ".", "check"))
    assert status == 1
    assert "20 errors" in output
    assert SECRET not in output
    assert not _elsewhere(site, calls)
    assert not CALLED.findall(calls)


def test_what_opens_something_outside_and_calls_somebody_would_be_seen(site):
    (site.root / "link").symlink_to(site.outside / "secret.txt")
    code = "open('link'); import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    _, _, calls = _traced(site, sys.executable, "-c", code)
    assert _elsewhere(site, calls) == [str(site.outside / "secret.txt")]
    assert CALLED.findall(calls)

"""The doctor's findings, from facts about machines that are not this one."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from dataclasses import replace

import pytest

from leaflet.doctor.findings import FindingState, findings
from leaflet.doctor.install import install_lines, missing_packages
from leaflet.doctor.machine import Machine, inspect_machine
from leaflet.doctor.needs import FONT_PACKAGES, LIBRARIES, TOOLS
from leaflet.fonts import FONTS, FontFault

GOOD = Machine(
    libraries={library.name: library.tested or "" for library in LIBRARIES},
    pinned={"click": "8.5.1"},
    installed={"click": "8.5.1"},
    tools=frozenset(tool.command for tool in TOOLS),
)


def _of(machine, state):
    return {finding.name: finding for finding in findings(machine) if finding.state is state}


def test_a_good_machine_lacks_nothing():
    assert {finding.state for finding in findings(GOOD)} == {FindingState.OK}
    assert install_lines(missing_packages(findings(GOOD))) == ()


def test_this_machine_can_build():
    assert not [finding for finding in findings(inspect_machine()) if finding.is_blocking]


@pytest.mark.parametrize("python", [(3, 9), (3, 10)])
def test_an_old_python_stops(python):
    assert _of(replace(GOOD, python=python), FindingState.MISSING)["Python"].is_blocking


def test_a_python_without_venv_stops():
    assert "python3-venv" in install_lines(missing_packages(findings(replace(GOOD, has_venv=False))))[0]


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.name)
def test_a_library_that_cannot_be_loaded_stops_and_its_package_is_named_for_each_system(library):
    machine = replace(GOOD, libraries={**GOOD.libraries, library.name: None})
    assert _of(machine, FindingState.MISSING)[library.name].is_blocking
    debian, fedora, macos = install_lines(missing_packages(findings(machine)))
    assert debian.endswith(f"sudo apt-get install {library.package.apt}")
    assert fedora.endswith(f"sudo dnf install {library.package.dnf}")
    assert macos.endswith(f"brew install {library.package.brew}")


def test_another_version_of_a_library_is_reported_and_does_not_stop():
    finding = _of(replace(GOOD, libraries={**GOOD.libraries, "Pango": "1.54.0"}), FindingState.DIFFERS)["Pango"]
    assert "1.54.0" in finding.found
    assert not finding.is_blocking


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.file)
def test_a_missing_font_stops_and_its_package_is_named(font):
    finding = _of(replace(GOOD, fonts=(FontFault(font, "missing", None),)), FindingState.MISSING)[f"font {font.file}"]
    assert finding.is_blocking is not font.on_choice
    if font.package:
        assert FONT_PACKAGES[font.family].apt == font.package == finding.package.apt
    else:
        assert (finding.package, "install leaflet again" in finding.fix) == (None, True)


def test_a_font_of_another_version_is_reported_and_does_not_stop(tmp_path):
    machine = replace(GOOD, fonts=(FontFault(FONTS[0], "different", tmp_path),))
    finding = _of(machine, FindingState.DIFFERS)[f"font {FONTS[0].file}"]
    assert str(tmp_path) in finding.found
    assert not finding.is_blocking


@pytest.mark.parametrize(("installed", "state"), [(None, FindingState.MISSING), ("8.0.0", FindingState.DIFFERS)])
def test_a_python_package_that_is_not_the_pinned_one_is_fixed_by_make_setup(installed, state):
    finding = _of(replace(GOOD, installed={"click": installed}), state)["click"]
    assert "make setup" in finding.fix


def test_a_missing_tool_never_stops():
    machine = replace(GOOD, tools=frozenset())
    assert not any(finding.is_blocking for finding in findings(machine))
    assert missing_packages(findings(machine), needed_only=True) == ()
    assert [package.apt for package in missing_packages(findings(machine))] == ["poppler-utils"]


def test_a_package_is_named_once():
    faults = tuple(FontFault(font, "missing", None) for font in FONTS)
    debian, *_ = install_lines(missing_packages(findings(replace(GOOD, fonts=faults))))
    assert debian.endswith("install fonts-lato fonts-noto-core")


def test_it_needs_nothing_but_the_standard_library(repository):
    """`tools/system-packages` asks before anything is installed."""
    code = f"import sys; sys.path.insert(0, {str(repository / 'src')!r}); import leaflet.doctor.install"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)


def test_each_package_that_the_project_depends_on_is_looked_at_in_the_version_that_is_locked(repository):
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.match(r"[\w.-]+", dependency)[0] for dependency in project["dependencies"]}
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)", (repository / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    assert inspect_machine().pinned == {name: locked[name] for name in sorted(needed)}

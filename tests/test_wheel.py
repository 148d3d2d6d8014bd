"""The wheel: everything that the package needs, and nothing else, under a name that is nobody else's."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from email.parser import Parser
from importlib.metadata import version

import pytest

pytestmark = pytest.mark.slow
VERSION = version("leaflet-press")


@pytest.fixture(scope="module")
def wheel(repository, tmp_path_factory):
    """The wheel, opened; it is built in a copy, since setuptools leaves things behind, and without a network."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    shutil.copytree(repository / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "tools/leaflet"):
        (source / name).parent.mkdir(exist_ok=True)
        shutil.copy(repository / name, source / name)
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", str(out))
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(source)], check=True)
    (file,) = out.iterdir()
    with zipfile.ZipFile(file) as opened:
        yield opened


def test_it_has_every_file_of_the_package_and_no_other(wheel, repository):
    package = {file for file in (repository / "src/leaflet").rglob("*") if file.is_file() and file.suffix != ".pyc"}
    expected = {file.relative_to(repository / "src").as_posix() for file in package}
    assert {name for name in wheel.namelist() if ".dist-info/" not in name} == {
        *expected,
        f"leaflet_press-{VERSION}.data/scripts/leaflet",
    }


def test_it_is_called_leaflet_press_and_pins_nothing(wheel):
    metadata = Parser().parsestr(wheel.read(f"leaflet_press-{VERSION}.dist-info/METADATA").decode())
    assert metadata["Name"] == "leaflet-press"
    required = metadata.get_all("Requires-Dist")
    assert required
    assert not [line for line in required if "==" in line.partition(";")[0]]

"""The wheel: everything that the package needs, and nothing else, under a name that is nobody else's."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import zipfile
from email.parser import Parser
from importlib.metadata import version

import pytest

pytestmark = pytest.mark.slow
VERSION = version("leaflet-press")


@pytest.fixture(scope="module")
def wheel(wheel_file):
    """The wheel, opened."""
    with zipfile.ZipFile(wheel_file) as opened:
        yield opened


@pytest.fixture(scope="module")
def wheel_file(repository, tmp_path_factory):
    """The wheel; it is built in a copy, since setuptools leaves things behind, and without a network."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    left_out = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(repository / "src", source / "src", ignore=left_out, symlinks=True)
    shutil.copytree(repository / "layouts", source / "layouts")
    for name in ("pyproject.toml", "README.md", "LICENSE", "tools/leaflet"):
        (source / name).parent.mkdir(exist_ok=True)
        shutil.copy(repository / name, source / name)
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", str(out))
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(source)], check=True)
    (file,) = out.iterdir()
    return file


def test_it_has_every_file_of_the_package_and_no_other(wheel, repository):
    package = {file for file in (repository / "src/leaflet").rglob("*") if file.is_file() and file.suffix != ".pyc"}
    layouts = {file.relative_to(repository) for file in (repository / "layouts").rglob("*") if file.is_file()}
    expected = {
        *(file.relative_to(repository / "src").as_posix() for file in package),
        *(f"leaflet/{file.as_posix()}" for file in layouts),
    }
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


def test_installed_elsewhere_it_begins_a_house_and_builds_it(wheel_file, tmp_path):
    """In an environment of its own and an empty folder, with nothing of the repository; libraries are those of here."""
    python = tmp_path / "venv/bin/python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")], check=True)
    site = next((tmp_path / "venv/lib").glob("python*/site-packages"))
    options = ("--no-deps", "--no-index", "--quiet", "--prefix", str(tmp_path / "venv"))
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), "install", *options, wheel_file], check=True)
    (site / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    home, house = tmp_path / "home", tmp_path / "empty"
    home.mkdir()
    house.mkdir()
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LEAFLET_TODAY": "2026-11-30", "LANG": "C.UTF-8"}

    def leaflet(*arguments):
        command = [str(tmp_path / "venv/bin/leaflet"), *arguments]
        return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)

    for arguments in (("init", ".", "--language", "nl"), ("check",), ("build", "--no-verapdf")):
        done = leaflet(*arguments)
        assert (done.returncode, "error" in done.stderr) == (0, False), done.stderr
    assert (house / "output/handen-wassen/nl-NL/trifold.pdf").read_bytes().startswith(b"%PDF")
    assert leaflet("build", "--no-verapdf").stderr.count("up to date")
    asked = [python, "-c", "import leaflet; print(leaflet.__file__)"]
    where = subprocess.run(asked, cwd=house, env=environment, capture_output=True, text=True, check=True)
    assert where.stdout.startswith(str(tmp_path / "venv"))

"""A small house with two topics, an output folder, and records of what was found in the topics."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from records_of_builds import build_keys, check

from leaflet.build.library_check import remember


@pytest.fixture(scope="session")
def untouched_house(tmp_path_factory, repository):
    """The house of the policies' tests with a second topic, and the project's layouts. Not to be changed."""
    root = tmp_path_factory.mktemp("records") / "house"
    shutil.copytree(repository / "tests/policies/base/sources", root / "sources")
    shutil.copytree(repository / "layouts", root / "layouts")
    shutil.copytree(root / "sources/topics/tiny", root / "sources/topics/other")
    meta = root / "sources/topics/other/topic.yaml"
    meta.write_text(meta.read_text("utf-8").replace("id: tiny", "id: other"), "utf-8")
    return root


@pytest.fixture(scope="session")
def untouched_records(untouched_house, tmp_path_factory):
    """An output folder that a build of it has left, but for the files themselves. Not to be changed."""
    out = tmp_path_factory.mktemp("out")
    checked = check(untouched_house)
    remember(out, checked, build_keys(untouched_house, checked))
    return out


@pytest.fixture
def house(untouched_house, tmp_path):
    """A copy of the house."""
    return Path(shutil.copytree(untouched_house, tmp_path / "house"))


@pytest.fixture
def out(untouched_records, tmp_path):
    """A copy of the output folder."""
    return Path(shutil.copytree(untouched_records, tmp_path / "out"))

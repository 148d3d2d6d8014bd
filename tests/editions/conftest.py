"""A small house with the project's own layouts, two topics, and what its editions are like."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small_house import BY, TODAY

from leaflet.editions.from_library import editions
from leaflet.editions.sign_off import review_records, save
from leaflet.read.sources import read_library


@pytest.fixture(scope="session")
def small_house(tmp_path_factory, repository):
    """The house of the policies' tests with a second topic, and the project's layouts. Not to be changed."""
    root = tmp_path_factory.mktemp("small") / "house"
    shutil.copytree(repository / "tests/policies/base/sources", root / "sources")
    shutil.copytree(repository / "layouts", root / "layouts")
    shutil.copytree(root / "sources/topics/tiny", root / "sources/topics/other")
    meta = root / "sources/topics/other/topic.yaml"
    meta.write_text(meta.read_text("utf-8").replace("id: tiny", "id: other"), "utf-8")
    return root


@pytest.fixture
def house(small_house, tmp_path):
    """A copy of it."""
    return Path(shutil.copytree(small_house, tmp_path / "house"))


@pytest.fixture
def edit(house):
    """A function that replaces a text, which must be there once, in a file of the house."""

    def run(path, old, new):
        text = (house / path).read_text("utf-8")
        assert text.count(old) == 1, f"{text.count(old)} times in {path}: {old}"
        (house / path).write_text(text.replace(old, new), "utf-8")

    return run


@pytest.fixture
def read(house):
    """A function that reads the house and gives its editions by id."""

    def run(today=TODAY):
        library, problems = read_library(house)
        assert not problems
        return {edition.id: edition for edition in editions(library, today)}

    return run


@pytest.fixture
def signed(house, read):
    """The house with a review of all editions of the topic `tiny`; the ids of these."""
    own = [edition for edition in read().values() if edition.topic.id == "tiny"]
    save(house, "tiny", review_records(own, BY, TODAY))
    return {edition.id for edition in own}

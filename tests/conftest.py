"""What tests share: where the project is, and a copy of it to break."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from benchmarks.first_topic import copy_project

MEMORY = Path("/dev/shm")
"""Linux's file system in memory."""
_ENOUGH = 4 * 2**30
"""Bytes; a whole run leaves less than 1 GB."""


def _in_memory_if_there_is_room():
    """Tests write and sync thousands of files: on a disk a third of them would wait for it."""
    if "PYTEST_DEBUG_TEMPROOT" in os.environ or not MEMORY.is_dir() or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return
    if shutil.disk_usage(MEMORY).free > _ENOUGH:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(MEMORY)


def pytest_configure():
    """No test reads or writes the cache of whoever runs it."""
    _in_memory_if_there_is_room()
    os.environ["LEAFLET_CACHE"] = tempfile.mkdtemp(prefix="leaflet-cache-")


def pytest_unconfigure():
    """Nothing of it stays."""
    shutil.rmtree(os.environ["LEAFLET_CACHE"], ignore_errors=True)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory, monkeypatch):
    """What one test has built is not there for the next."""
    monkeypatch.setenv("LEAFLET_CACHE", str(tmp_path_factory.mktemp("cache")))


def pytest_addoption(parser):
    """`pytest --accept` writes expected texts anew; read the difference before you commit it."""
    parser.addoption("--accept", action="store_true", help="write golden files and expected messages anew")


@pytest.fixture(scope="session")
def accept(request):
    """Are golden files to be written?"""
    return request.config.getoption("--accept")


@pytest.fixture(scope="session")
def repository():
    """The project's root folder."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture
def project(tmp_path, repository):
    """A copy of the project's sources and layouts, to change and break: with its first topic alone."""
    return copy_project(repository, tmp_path / "project")

"""Folders whose names are ids."""

from __future__ import annotations

import pytest

from leaflet.read.folders import list_folders


def test_folders_come_by_name_without_files_and_hidden_ones(tmp_path):
    for name in ("b", "a", ".hidden"):
        (tmp_path / "in" / name).mkdir(parents=True)
    (tmp_path / "in/file").touch()
    assert list_folders(tmp_path, "in") == (("a", "b"), ())


@pytest.mark.parametrize("name", ["Big", "with space", "a_b", "é", "a" * 61, "a--b", "a\nb", "a\x1b[2Jb"])
def test_a_name_that_is_not_an_id_is_reported_and_left_out(tmp_path, name):
    (tmp_path / "in" / name).mkdir(parents=True)
    (tmp_path / "in/good").mkdir()
    names, (problem,) = list_folders(tmp_path, "in")
    assert names == ("good",)
    assert problem.rule == "unsafe-name"
    assert "small letters" in problem.hint


def test_a_link_out_of_the_project_is_reported_and_one_inside_is_not(tmp_path):
    root = tmp_path / "root"
    for folder in (root / "in/good", tmp_path / "outside"):
        folder.mkdir(parents=True)
    (root / "in/away").symlink_to(tmp_path / "outside")
    names, (problem,) = list_folders(root, "in")
    assert names == ("good",)
    assert (problem.rule, problem.span.path) == ("unsafe-name", "in/away")


def test_a_folder_that_is_not_there_is_reported(tmp_path):
    names, (problem,) = list_folders(tmp_path, "in")
    assert names == ()
    assert (problem.rule, problem.span.path) == ("missing-file", "in")
    (tmp_path / "in").touch()
    assert list_folders(tmp_path, "in")[1][0].rule == "missing-file"

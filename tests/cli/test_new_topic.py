"""`leaflet new topic`: of which category it is."""

from __future__ import annotations


def _second_category(project):
    (project / "sources/categories/hygiene.yaml").write_text("id: hygiene\nlabel: Clean hands and wounds\n", "utf-8")


def test_of_several_categories_one_must_be_named_where_nobody_can_be_asked(leaflet, project):
    _second_category(project)
    status, _, err = leaflet("new", "topic", "washing-hands")
    assert status == 2
    assert "say with --category what kind of topic it is: `" in err
    assert "\\u000a" not in err
    assert "`hygiene` (Clean hands and wounds)" in err
    assert not (project / "sources/topics/washing-hands").exists()
    status, _, err = leaflet("new", "topic", "washing-hands", "--category", "hygeine")
    assert status == 2
    assert "did you mean `hygiene`?" in err
    assert leaflet("new", "topic", "washing-hands", "--category", "hygiene")[0] == 0
    assert "categories: [hygiene]" in (project / "sources/topics/washing-hands/topic.yaml").read_text("utf-8")


def test_on_a_terminal_it_is_asked(monkeypatch, leaflet, project):
    _second_category(project)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    asked = []
    monkeypatch.setattr("click.prompt", lambda text, **_: asked.append(text) or "hygiene")
    assert leaflet("new", "topic", "washing-hands")[0] == 0
    assert asked == ["Category"]
    assert "categories: [hygiene]" in (project / "sources/topics/washing-hands/topic.yaml").read_text("utf-8")

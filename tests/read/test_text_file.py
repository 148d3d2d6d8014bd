"""Text files are checked before they are parsed, and each refusal has its place."""

from __future__ import annotations

import pytest

from leaflet.read.text_file import MAX_BYTES, decode, read_text


def text(data):
    """What `data` holds, which must be accepted."""
    file, problems = decode("a.md", data)
    assert problems == ()
    return file.text


def refusal(data, **options):
    """(rule, place, message) of the one problem with `data`."""
    file, (problem,) = decode("a.md", data, **options)
    assert file is None
    return problem.rule, str(problem.span), problem.message


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfwords\n", "words\n"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        (b"a\tb", "a\tb"),
        ("cafe\u0301".encode(), "caf\u00e9"),
        ("no\u00a0break, \U0001f344".encode(), "no\u00a0break, \U0001f344"),
    ],
    ids=["empty", "byte-order-mark", "line-ends", "tab", "nfc", "beyond-the-first-plane"],
)
def test_what_is_accepted_is_nfc_with_line_feeds(data, expected):
    assert text(data) == expected


@pytest.mark.parametrize(
    ("data", "place", "says"),
    [
        ("één\ntwee\n".encode("latin-1"), "a.md:1:1", "0xe9"),
        ("first\nsecond é".encode("latin-1"), "a.md:2:8", "0xe9"),
        (b"good \xc3\xa9\nand \xff", "a.md:2:5", "0xff"),
        (b"one\r\ntwo\r\n\xc3", "a.md:3:1", "0xc3"),
        ("id: a\n".encode("utf-16"), "a.md:1:1", "0xff"),
        (b"\xef\xbb\xbfone \xff", "a.md:1:5", "0xff"),
    ],
    ids=["latin-1", "second-line", "after-a-letter-of-two-bytes", "cut-off", "utf-16", "after-a-byte-order-mark"],
)
def test_a_byte_that_is_not_utf8_is_reported_at_its_place(data, place, says):
    rule, at, message = refusal(data)
    assert (rule, at) == ("invalid-encoding", place)
    assert says in message


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x1b", "\x07", "\x0b", "\x0c", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff"],
    ids=lambda c: f"{ord(c):04X}",
)
def test_an_invisible_character_is_refused_at_its_place(character):
    rule, place, message = refusal(f"one\ntwo {character}three".encode())
    assert (rule, place) == ("invalid-encoding", "a.md:2:5")
    assert f"U+{ord(character):04X}" in message
    assert character not in message


def test_the_limit_itself_is_allowed_and_a_byte_more_is_not():
    assert len(text(b"x" * MAX_BYTES)) == MAX_BYTES
    rule, place, message = refusal(b"x" * (MAX_BYTES + 1))
    assert (rule, place) == ("too-large", "a.md:1:1")
    assert "1000 kB" in message


def test_no_more_is_read_of_a_large_file_than_its_limit(tmp_path):
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(10**12)
    assert read_text(tmp_path, "a.md")[1][0].rule == "too-large"


@pytest.mark.parametrize("name", ["no.md", "no/such/folder.md", "."])
def test_a_file_that_is_not_there_is_named(tmp_path, name):
    file, (problem,) = read_text(tmp_path, name)
    assert file is None
    assert (problem.rule, problem.span.path) == ("missing-file", name)
    assert f"`{name}`" in problem.message


@pytest.mark.parametrize("name", ["a\x00b", "x" * 300])
def test_a_name_that_no_file_can_have_is_a_problem(tmp_path, name):
    file, (problem,) = read_text(tmp_path, name)
    assert file is None
    assert problem.rule == "missing-file"


def test_a_folder_in_the_place_of_a_file_is_a_problem(tmp_path):
    (tmp_path / "a.md").mkdir()
    assert read_text(tmp_path, "a.md")[1][0].rule == "missing-file"


@pytest.mark.parametrize("name", ["../outside.md", "in/../../outside.md", "link.md"])
def test_nothing_outside_of_the_root_is_read(tmp_path, name):
    (tmp_path / "outside.md").write_text("secret")
    root = tmp_path / "root"
    (root / "in").mkdir(parents=True)
    (root / "link.md").symlink_to(tmp_path / "outside.md")
    file, (problem,) = read_text(root, name)
    assert file is None
    assert problem.rule == "unsafe-name"
    assert "secret" not in problem.message


def test_nothing_outside_of_the_given_folder_is_read(tmp_path):
    (tmp_path / "topic").mkdir()
    (tmp_path / "house.yaml").write_text("a")
    file, (problem,) = read_text(tmp_path, "topic/../house.yaml", within="topic")
    assert file is None
    assert problem.rule == "unsafe-name"
    assert "`topic`" in problem.message


def test_a_loop_of_links_is_a_problem(tmp_path):
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    file, (problem,) = read_text(tmp_path, "a.md")
    assert file is None
    assert problem.rule == "missing-file"

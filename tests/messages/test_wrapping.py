"""Lines as wide as the terminal: no word and no place is broken, and nothing is lost."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import termios

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.cli.wrapping import columns, wrapped

LINES = st.text(st.sampled_from("ab:/1 \u00e9\u4e2d\u0301“"), max_size=120)
WIDE = "\u4e2d"


def _width(line):
    return len(line.replace("\u0301", "")) + line.count(WIDE)


@given(LINES, st.integers(1, 60))
def test_the_words_are_the_same_in_the_same_order(line, width):
    assert wrapped(line, width).split() == line.split()


@given(LINES, st.integers(10, 60))
def test_no_row_crosses_the_edge_but_for_a_single_word(line, width):
    assert [
        row for row in wrapped(line, width).split("\n") if _width(row.rstrip()) > width and " " in row.strip()
    ] == []


@given(LINES)
def test_where_there_is_no_terminal_nothing_is_wrapped(line):
    assert wrapped(line, None) == line


def test_the_rest_of_a_line_stands_further_in():
    assert wrapped("  hint: one two three", 14) == "  hint: one\n    two three"


def test_colours_take_no_room():
    assert wrapped("\x1b[31mone\x1b[0m two", 7) == "\x1b[31mone\x1b[0m two"


@pytest.mark.parametrize(
    ("given_columns", "terminal", "width"), [("", 97, 97), ("60", 97, 60), ("x", 97, 97), ("", 0, 80)]
)
def test_the_width_is_the_terminals_or_what_the_environment_says(monkeypatch, given_columns, terminal, width):
    monkeypatch.setenv("COLUMNS", given_columns)
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, terminal, 0, 0))
    assert columns(theirs) == width
    os.close(ours)
    os.close(theirs)


def test_a_pipe_has_no_width(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    reading, writing = os.pipe()
    assert columns(writing) is None
    os.close(reading)
    os.close(writing)

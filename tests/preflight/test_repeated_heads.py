"""The heads of a table that goes on: said again at the top of the next page is no fault, any other way is."""

from __future__ import annotations

import pytest
from test_lined_up import lined_up

HEAD = "<thead><tr><th>Claim</th><th>Level</th></tr></thead>"
ROWS = ("<tr><td>One cell</td><td>cells</td></tr>", "<tr><td>One mouse</td><td>animals</td></tr>")
DOCUMENT = f"<table>{HEAD}<tbody>{ROWS[0]}{ROWS[1]}</tbody></table>"
CSS = "table { width: 80mm; table-layout: fixed } th { text-align: left } .next { break-before: page }"


def faults(again: str = HEAD, css: str = "") -> list[str]:
    """What is told of a table whose second part begins with the head `again`."""
    return told_of(f"<table>{again}{ROWS[1]}</table>", css)


def told_of(second: str, css: str = "") -> list[str]:
    """What is told of a table of which `second` is printed as its second part."""
    body = f"<table>{HEAD}{ROWS[0]}</table><div class=next>{second}</div>"
    return [fault.kind for fault in lined_up(body, CSS + css, DOCUMENT).faults]


def test_a_head_said_again_on_the_next_page_is_not_told():
    assert faults() == []


def test_the_renderer_says_it_again_so():
    long = "".join(f"<tr><td>Row {n}</td><td>cells</td></tr>" for n in range(80))
    assert lined_up(f"<table>{HEAD}<tbody>{long}</tbody></table>", CSS).faults == ()


@pytest.mark.parametrize(
    ("again", "css"),
    [
        (HEAD.replace("Level", "Proof"), ""),
        (HEAD.replace("Level", "Level not"), ""),
        (HEAD.replace("<th>Claim</th><th>Level</th>", "<th>Level</th><th>Claim</th>"), ""),
        (HEAD, ".next { break-before: auto }"),
        (HEAD, ".next table { margin-left: 20mm }"),
        (HEAD + HEAD, ""),
    ],
    ids=["another word", "one word more", "exchanged", "twice on a page", "moved across", "twice on the next"],
)
def test_any_other_head_is_told(again, css):
    assert faults(again, css=css) != []


def test_a_head_below_a_row_is_told():
    assert told_of(f"<table>{ROWS[1]}</table><table>{HEAD}</table>") != []

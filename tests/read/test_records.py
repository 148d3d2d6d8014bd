"""What a record says of a value that it can't take."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.model import Exception_
from leaflet.read.records import read_record


@pytest.mark.parametrize(
    ("reason", "says"),
    [("no time", "must have at least 10 characters, and is `no time`"), ('""', "must have at least 10 characters")],
)
def test_a_reason_that_is_too_short_is_not_called_empty(tmp_path: Path, reason: str, says: str) -> None:
    (tmp_path / "a.yaml").write_text(f"policy: overclaim\nat: here\nreason: {reason}\n", "utf-8")
    _, (problem,) = read_record(tmp_path, "a.yaml", Exception_)
    assert says in problem.message
    assert "empty" not in problem.message

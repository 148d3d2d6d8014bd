"""What is wrong in the output folder, as `leaflet explain` explains it."""

from __future__ import annotations

from collections.abc import Mapping

EXPLANATIONS: Mapping[str, str] = {
    "cannot-write": """\
A file can't be written.

Why: the disk is full, the folder belongs to somebody else, or the name leads out of it. The last good file
is still there.

Fix: see that the folder exists, may be written to and has room; for PDFs another can be named with --out.""",
    "corrupt-manifest": """\
The manifest in the output folder can't be read, and is replaced.

Why: another program or a full disk has damaged it. It no longer says what is in the folder, so every edition is
made again.

Fix: build all editions once.""",
    "stale-file": """\
A PDF in the output folder doesn't belong to any edition of today's sources.

Why: its topic, layout or locale was taken out or renamed. It looks as good as the others, is not kept up to date, and
sooner or later somebody prints it.

Fix: delete it.""",
}
"""By the rule of the problem; the first line names the fault."""

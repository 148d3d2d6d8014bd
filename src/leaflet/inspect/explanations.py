"""What is wrong with a submitted file, as `leaflet explain` explains it."""

from __future__ import annotations

from collections.abc import Mapping

EXPLANATIONS: Mapping[str, str] = {
    "outdated": """\
The sources have changed since the file was printed.

Why: a statement may have been added or corrected, or a review may have ended. Whoever holds the old page can't know.

Fix: print the edition of today, and take the old one back.""",
    "altered": """\
The file is not as it was printed.

Why: a word that was added, a box over a sentence or a page that is gone can turn a warning into its opposite.

Fix: don't hand it out, whoever changed it; build the edition again.""",
    "unknown": """\
It can't be found out which edition the file is.

Why: a photocopy, a file of another house or one that can't be opened can't be compared with the sources.

Fix: ask where it comes from, or print an edition that `leaflet list` names.""",
}
"""By the rule of the problem; the first line names the fault."""

"""Every sign that the fonts have, printed: what the check of signs lets through, preflight finds on the page."""

from __future__ import annotations

import unicodedata

import pytest
from grounds import TEXT, lay_out, way_through

from leaflet.fonts.printable_signs import printable_signs
from leaflet.signs import sign_faults

MEANT = set("*_`[]<>{}\\#&~^=|$!+-@")
"""Signs of Markdown, and the one of an address before a word: rules of their own look at what these mean."""


def _words(leftward):
    """Every printable sign that runs to the left, or every other, as a word."""
    for sign in sorted(printable_signs() - MEANT):
        is_mark = unicodedata.category(sign)[0] == "M"
        word = unicodedata.normalize("NFC", f"{'م' if leftward else 'x'}{sign}" if is_mark else sign)
        is_leftward = unicodedata.bidirectional(sign) in ("R", "AL") or "ARABIC" in unicodedata.name(sign, "")
        if is_leftward == leftward and word.strip() and not sign_faults(word):
            yield word


@pytest.mark.slow
@pytest.mark.parametrize("leftward", [False, True], ids=["to the right", "to the left"])
def test_every_sign_is_printed(tmp_path, leftward):
    words = list(_words(leftward))
    assert len(words) > (150 if leftward else 7000)
    lay_out(tmp_path)
    with (tmp_path / TEXT).open("a", encoding="utf-8") as stream:
        if leftward:  # alone: what stands beside a word that runs to the left may change its place
            stream.writelines(f"\nكلمة {word} كلمة\n" for word in words)
        else:  # each between words that are nowhere else: capitals side by side lose their Greek accents
            between = [f"q{n} {word}" for n, word in enumerate(words)]
            stream.writelines(f"\n{' '.join(between[n : n + 9])} end\n" for n in range(0, len(words), 9))
    result = way_through(tmp_path)
    assert [(problem.rule, str(problem.span), problem.message) for problem in result.errors] == []

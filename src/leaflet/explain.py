"""What each check is about, for `leaflet explain`: the rule in a sentence, why it exists, how to fix what it finds.

A policy or a check of the finished file is explained in its module's docstring. What readers, the build and publishing
report is explained here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from leaflet.policies import POLICIES
from leaflet.preflight import LAWS
from leaflet.preflight.laws import nonconforming_pdf as standards
from leaflet.preflight.laws import unreadable_pdf


class _Check(Protocol):
    NAME: str
    __doc__: str | None


READ_FAULTS: Mapping[str, str] = {
    "missing-file": """\
A file or folder that must be there can't be read.

Why: what can't be read can't be checked, and nothing is printed that wasn't.

Fix: create it or correct its name; where it exists, see that you may read it.""",
    "unsafe-name": """\
A name leads out of the project's folder, or isn't a plain name.

Why: names become parts of paths and addresses. One that climbs out could read or overwrite files outside it.

Fix: use small letters, digits and single hyphens; put the file itself in the folder instead of a link to elsewhere.""",
    "too-large": """\
A source is larger than anything that a leaflet could print.

Why: such a file is a mistake or an attack, and would hold up everybody's build.

Fix: split it, or remove what doesn't belong in it.""",
    "too-deep": """\
Values are nested deeper than any source needs.

Why: endless nesting crashes programs that read it.

Fix: look for brackets that are not closed.""",
    "invalid-encoding": """\
A source holds bytes that are not UTF-8, or invisible control characters.

Why: letters would be printed wrongly, or a message could show something else than what is there.

Fix: save the file as UTF-8; delete the character at the place that is named.""",
    "invalid-yaml": """\
A YAML file can't be read.

Why: a colon, a quote or an indentation is not where YAML needs it, so it isn't clear what was meant.

Fix: compare the line that is named with the lines around it. Put a text that holds a colon and a space in quotes.""",
    "invalid-json": """\
A JSON file can't be read.

Why: a comma, a quote or a bracket is not where JSON needs it.

Fix: export the library from your reference manager again, as CSL-JSON, or fix the line that is named.""",
    "invalid-catalog": """\
A catalog of translations can't be read.

Why: a quote or a keyword is missing, so it isn't clear which text the translation belongs to.

Fix: open the file with a program for catalogs, such as Poedit, or fix the line that is named.""",
    "yaml-alias": """\
A YAML file uses anchors (`&name`) or aliases (`*name`).

Why: a few lines of them can grow into gigabytes, and no source needs them.

Fix: write the value out. Put a text that begins with & or * in quotes.""",
    "duplicate-key": """\
A key occurs twice in the same record.

Why: most programs silently keep the last one, and an editor looks at the other.

Fix: keep one of the two.""",
    "duplicate-id": """\
Two records have the same id.

Why: claims, questions and statements are found again by their id, also in translations.

Fix: give one of the two another id.""",
    "outdated-format": """\
A file has the format of an earlier version.

Why: what is meant by it is known, and guessing at it would hide that it has changed.

Fix: run `leaflet upgrade`, which rewrites what needs no decision, and do what it leaves to you.""",
    "invalid-record": """\
A record has a key that isn't known, lacks one that is needed, or holds a value of the wrong kind.

Why: a misspelt key would silently do nothing; `suported_by` would leave a claim without its source.

Fix: the hint names what is allowed. Other records in the same file are examples.""",
    "unsupported-prose": """\
The running text has something that text.md can't hold.

Why: every block of the text is looked for in the finished PDF, so each must be one of a few kinds that are known there:
headings, paragraphs, lists, claims and figures.

Fix: write it as one of these. A claim (`[[id]]`) and a figure (`![](figures/name.svg)`) stand alone on their line.""",
    "raw-html": """\
The running text has an HTML tag.

Why: it would be printed as it is written, with its brackets.

Fix: use Markdown: **bold**, *emphasis*, [words](https://…).""",
    "unknown-audience": """\
A section is for an audience that doesn't exist.

Why: nobody would read it.

Fix: write `patient`, `clinician` or both.""",
    "unknown-role": """\
A section has a role that no layout knows.

Why: layouts place sections by their role; one without a place would be lost.

Fix: use one of the roles that the hint names.""",
    "unsafe-svg": """\
A drawing holds something other than shapes, colours and text.

Why: scripts, links and outside pictures in a drawing would reach the PDF unseen.

Fix: save it as plain SVG with words as text (not as outlines), with <title> and <desc>; remove what is named.""",
}
"""Faults that the readers report."""

CLINIC_FAULTS: Mapping[str, str] = {
    "malformed-clinic-list": """\
A list of clinics, or a row of it, is malformed.

Why: a misspelt column would silently leave out all emergency lines, and a value that begins with = or @ runs as a
formula on the machine of whoever opens the list next.

Fix: the hint says what to do at the place that is named; docs/clinics.md shows a good list. The other rows are not
affected, unless the first line is wrong or a quotation mark is never closed.""",
    "undialable-phone": """\
A clinic's telephone number can't be dialled in the country of its leaflets.

Why: a number with a digit too few is noticed by somebody who needs it. A number that is right in one country is
somebody else's in the next.

Fix: write it as it is dialled there, with its leading zero, or with + and the country's code where the clinic's
leaflets go to several countries. One number, no words, no extension.""",
    "wrong-emergency-number": """\
A clinic's row names a number for emergencies that is wrong in the country of its leaflets.

Why: each leaflet says whom to call when a life is in danger. A box with another country's number (911, 999) would
contradict it, and somebody would call the wrong one.

Fix: the column `emergency` is for a number that the clinic itself answers, or for exactly the emergency number of
the country as `sources/contacts.yaml` has it; take other numbers for emergencies out of names, addresses and hours.""",
    "unsafe-web-address": """\
A clinic's address on the web can't be printed.

Why: a reader types it from paper and trusts it. A letter that looks like another, a user name before the host or a
long page name leads elsewhere than it seems to, and some hosts the house refuses.

Fix: write `https://`, the host in plain small letters and at most a short page. A host with other letters is
written as machines do, with `xn--`, and printed so.""",
    "unprintable-logo": """\
A clinic's logo is not a picture that can be printed.

Why: a file from a stranger can be other than its name says: huge, animated, cut off, outside the list's
folder, or with words in a font that is not here.

Fix: put an SVG with shapes only, or a PNG of at most 2,000 pixels each way and 1 MB, into a folder beside the list,
and write its path from there.""",
    "forbidden-clinic-words": """\
A clinic's row uses words that no leaflet may use.

Why: “miracle” promises as much in a clinic's name as in a claim, and a word that labels people hurts as much.

Fix: take the word out; the lists are in `sources/wording.yaml`, and `leaflet explain overclaim` and `leaflet
explain stigma` say more.""",
    "unfillable-clinic-box": """\
A clinic's box can't be filled as its row asks.

Why: what does not fit would be cut off or would cover a warning, so the copy is not written. The other copies are.

Fix: shorten the name, the address or the hours, or take the logo out.""",
}
"""Faults in lists of clinics and in their copies."""

BUILD_FAULTS: Mapping[str, str] = {
    "broken-template": """\
A layout's template can't be filled.

Why: a misspelt name would leave a hole in the page.

Fix: compare the line with other layouts; docs/designers.md lists the names that a template may use.""",
    "renderer-warning": """\
The renderer complained.

Why: it goes on after a warning, and prints without what it couldn't use: a font, a picture, a rule of the style sheet.

Fix: correct what the message names, in the layout or in the content.""",
    "missing-font": """\
A font that leaflets are set in is not on this machine.

Why: the program would use another font, and then complain about pages that are too full and letters that are missing,
though content and layout are good.

Fix: install the font; `leaflet doctor` shows the line to type.""",
    "edition-lost": """\
An edition took too much time or memory, or its process crashed; it wasn't made.

Why: editions are made in processes of their own, whose time and memory are limited. A picture of
a hundred million points or a hundred nested boxes would otherwise keep the machine busy for hours, and all other
editions waiting. These are finished.

Fix: look at what was changed last: pictures, tables, drawings, nested boxes. Where nothing is large, build again; if
it happens again, it is a fault of leaflet or of a library: please report it.""",
    "overflow": """\
Something doesn't fit its box, or sticks out of the page.

Why: it would be cut off or printed over something else, and the end of a warning can be the part that matters.

Fix: shorten the text that the box prints, or give it more room in the layout's page.css.""",
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
"""Faults that building, publishing and inspecting a file report."""


def _docstrings(checks: tuple[_Check, ...]) -> dict[str, str]:
    return {check.NAME: (check.__doc__ or "").strip() for check in checks}


EXPLANATIONS: Mapping[str, str] = MappingProxyType(
    {
        **READ_FAULTS,
        **_docstrings(POLICIES),
        **BUILD_FAULTS,
        **CLINIC_FAULTS,
        **_docstrings((unreadable_pdf, *LAWS, standards)),
    }
)
"""By name, in the order in which a build checks them."""

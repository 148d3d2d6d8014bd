"""What is wrong with a list of clinics, a row of it or a box, as `leaflet explain` explains it."""

from __future__ import annotations

from collections.abc import Mapping

EXPLANATIONS: Mapping[str, str] = {
    "malformed-clinic-list": """\
A list of clinics, or a row of it, is malformed.

Why: a misspelt column would silently leave out all emergency lines, a value such as #N/A or 3,16E+10 would be printed
in the place of what was meant, and one that begins with = or @ runs as a formula on the machine of whoever opens the
list next.

Fix: the hint says what to do at the place that is named; docs/clinics.md shows a good list. The other rows are not
affected, unless the first line is wrong or the file is no list.""",
    "undialable-phone": """\
A clinic's telephone number can't be dialled in the country of its leaflets.

Why: a number with a digit too few is noticed by somebody who needs it. A number that is right in one country is
somebody else's in the next.

Fix: write it as it is dialled there, with its leading zero, or with + and the country's code where the clinic's
leaflets go to several countries. One number, without words; an extension is written `ext. 12` after it. Where a
spreadsheet has dropped a zero or a plus, format the column as text first.""",
    "costly-phone": """\
A clinic's telephone number costs more than a call.

Why: who is ill or in doubt must not pay for asking, nor hang up for fear of the bill. So premium-rate, shared-cost and
personal numbers, satellite networks and short numbers that cost are refused, as the numbering plans have them.

Fix: write a number of the clinic's own. Numbers for free calls may be written.""",
    "wrong-emergency-number": """\
A clinic's row names a number for emergencies that is wrong in the country of its leaflets.

Why: each leaflet says whom to call when a life is in danger. A box with another country's number (911, 999) would
contradict it, and somebody would call the wrong one.

Fix: the column `emergency` is for a number that the clinic itself answers, or for exactly the emergency number of
the country as `sources/contacts.yaml` has it; take other numbers for emergencies out of names, addresses and hours.""",
    "misleading-sign": """\
A clinic's row has a sign that readers take for more than it is.

Why: on these pages a shape says how strong the evidence is. A circle, a tick or an arrow in a clinic's box would look
like a grade, an approval or a direction.

Fix: say it in words. Letters, digits, punctuation and signs such as & + ° may be used.""",
    "doubled-clinic": """\
Two clinics of a list share what each should have of its own.

Why: a row that was copied and only half changed sends the patients of one clinic to another. This is a warning: a
switchboard may serve several clinics.

Fix: look up whose number it is; delete the row where a clinic is in the list twice.""",
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

Fix: put an SVG with shapes only, or a PNG or JPEG of at most 2,000 pixels each way and 1 MB, into a folder beside the
list, and write its path from there, with `/` between its names.""",
    "forbidden-clinic-words": """\
A clinic's row uses words that no leaflet may use.

Why: “miracle” promises as much in a clinic's name as in a claim, a word that labels people hurts as much, and “do not
call 112” keeps somebody from calling who must.

Fix: take the words out; the lists are in `sources/wording.yaml`, and `leaflet explain overclaim` and `leaflet
explain stigma` say more.""",
    "unfillable-clinic-box": """\
A clinic's box can't be filled as its row asks.

Why: what does not fit would be cut off or would cover a warning, so the copy is not written. The other copies are.

Fix: shorten the name, the address or the hours, or take the logo out.""",
    "nothing-to-print": """\
A file for the printer was asked for, and there is no copy to put into it.

Why: an empty list, or one whose clinics want other languages, would otherwise end as if all had gone well.

Fix: see which clinics get copies in the languages and layouts that were asked for.""",
}
"""By the rule of the problem; the first line names the fault."""

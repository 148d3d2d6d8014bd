"""Lists of clinics as hypothesis draws them: right rows of every kind, saved in the ways of real spreadsheets."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass

from hypothesis import strategies as st

COLUMNS = ("id", "name", "address", "phone", "hours", "emergency", "web", "logo", "languages")
NAMES = (
    "Huisartsenpraktijk ’t Zand",
    "'s-Gravenhage Centrum",
    "O'Brien & Partners",
    "Söhne & Töchter GmbH",
    "Ménière-Zentrum",
    "St. Anna Ziekenhuis",
    "St. Mary’s Surgery",
    "Dr. J. de Vries-van ’t Hof",
    'Praktijk "De Brug"',
    "Praktijk “De Brug”",
    "GGZ Noord-Holland / Poli 3",
    "Centrum 45",
    "Polikliniek Psychiatrie (4e etage)",
    "A+ Zorg",
    "Łódź Clinic",
    "Kliniek Ærø · Øst",
    "Œuvre de Sécours",
    "Nr. 10 Surgery",
    "Zorg.punt West",
    "Medisch Centrum №5",
    "Callander Health Centre",
    "Bellevue Kliniek",
    "Praktijk 1½",
    "Curehouse",
    "Huisartsenpraktijk Best",
    "St.Anna Kliniek",
    "Clinic of Dr.Jansen",
    "Reviusplein Huisartsen",
    "Trustwell Practice",
    "Eerste Hulp Post Oost",
)
ADDRESSES = (
    "Voorbeeldstraat 12, 1000 AA Voorbeeldstad",
    "Straat 1a-3, Stad",
    "Kon. Wilhelminaplein 12-14, 1062 HG Amsterdam",
    "3 Bridge Road, Example Town EX2 2BB",
    "Unit #03-12, 5 Mill Lane, Town",
    "’s-Gravenweg 1–3; Één stad",
    "Postbus 90210, 2509 LK Den Haag",
    "Plein 1944 nr. 112, 6500 AB Nijmegen",
    "Herengracht 911, 1017 AB Stad",
    "Hof 2/4, 1e verdieping (links)",
    "Rue de l’Église 7 bis, 1000 Bruxelles",
)
HOURS = (
    "",
    "ma–vr 9.00–17.00",
    "ma-vr 08:30-12:30 en 13.00-16.30",
    "Mon–Fri 9–5",
    "Mon-Fri 0800-1700, Sat 0900-1230",
    "24/7",
    "9-17",
    "09.00–17.00",
    "ma t/m vr 8.00 tot 17.00 uur",
    "dag en nacht",
    "ma, di & do; wo alleen ’s ochtends",
    "bij spoed 112",
    "Mo–Fr 8–12 Uhr",
    "za en zo gesloten",
    "geen spoed: ma–vr 9–12",
    "24u/24 + feestdagen",
    "bel tussen 8 en 12",
    "telefonisch spreekuur 8.00–9.00",
    "phone 8-12",
    "bel 24/7",
    "call Mon-Fri 9-5",
    "inloop ma.wo.vr 9–11",
)
PHONES = (
    "020 000 {n:04}",
    "(020) 000 {n:04}",
    "020-000{n:04}",
    "+31 20 000 {n:04}",
    "+31 (0)20 000 {n:04}",
    "06 1000 {n:04}",
    "088 100 {n:04}",
    "0800 {n:04}",
    "+44 20 7946 {n:04}",
    "+49 30 2345{n:04}",
    "020 000 {n:04} ext. 5",
    "020 000 {n:04} tst. 12",
    "020 000 {n:04}, toestel 3",
)
EMERGENCY = ("", "112", "020 123 4567")
WEB = ("", "https://www.example.org", "https://example.nl/locaties/oost", "https://xn--exmple-4nf.org/a?b=1&c=2")
LANGUAGES = ("", "nl", "nl en", "nl-NL,en-NL", "en-NL")


@dataclass(frozen=True)
class Saving:
    """How a program saves a list."""

    separator: str = ","
    end: str = "\r\n"
    mark: bytes = b""
    quoting: int = csv.QUOTE_MINIMAL
    first: str = ""
    """What stands before the first row."""
    empty_columns: int = 0
    empty_rows: int = 0


SAVINGS = {
    "Excel, Dutch": Saving(";", mark=codecs.BOM_UTF8),
    "Excel, English": Saving(",", mark=codecs.BOM_UTF8),
    "Excel with columns that were emptied": Saving(";", mark=codecs.BOM_UTF8, empty_columns=3, empty_rows=12),
    "a program that writes for Excel": Saving(";", first="sep=;\r\n"),
    "the same, opened in Excel and saved": Saving(",", mark=codecs.BOM_UTF8, first='"sep=,"\r\n', empty_columns=1),
    "LibreOffice": Saving(",", "\n"),
    "LibreOffice, all quoted": Saving(";", "\n", quoting=csv.QUOTE_ALL),
    "LibreOffice, tabs": Saving("\t", "\n"),
    "Google": Saving(","),
    "Numbers": Saving(";", "\r\n", empty_columns=1, empty_rows=3),
    "an old Mac": Saving(",", "\r"),
    "pandas": Saving(",", "\n", quoting=csv.QUOTE_NONNUMERIC),
}
savings = st.sampled_from(sorted(SAVINGS)).map(SAVINGS.__getitem__)


def saved(rows: list[dict[str, str]], saving: Saving) -> bytes:
    """The bytes of a list of `rows`."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=saving.separator, quoting=saving.quoting, lineterminator=saving.end)
    table = [COLUMNS, *(tuple(row.get(name, "") for name in COLUMNS) for row in rows)]
    width = len(COLUMNS) + saving.empty_columns
    writer.writerows([(*row, *[""] * saving.empty_columns) for row in table] + [[""] * width] * saving.empty_rows)
    return saving.mark + (saving.first + stream.getvalue()).encode()


@st.composite
def right_rows(draw: st.DrawFn, *, min_size: int = 1, max_size: int = 6) -> list[dict[str, str]]:
    """Rows that must get their copies, each with an id and a number of its own."""
    count = draw(st.integers(min_size, max_size))
    rows = []
    for n in range(count):
        row = {name: draw(st.sampled_from(values)) for name, values in _VALUES.items()}
        rows.append({**row, "id": f"c{n}", "phone": draw(st.sampled_from(PHONES)).format(n=1000 + n)})
    return rows


_VALUES = {
    "name": NAMES,
    "address": ADDRESSES,
    "hours": HOURS,
    "emergency": EMERGENCY,
    "web": WEB,
    "languages": LANGUAGES,
}

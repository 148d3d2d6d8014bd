"""Three small leaflets of two pages, in Dutch, English and Arabic: what evasions are tried on.

`.target` is the warning that most of them attack, with `.key` around the word without which it says the opposite;
`.number` is the number to call, `.claim` a claim with its level. The target's ink is the colour `INK`, which nothing
else has: an editor of the finished file finds its text by that.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from samples import claim, contact, disclaimer, edition, house, layout, meta, topic, uncertainty

from leaflet.editions.edition import Edition
from leaflet.model import EvidenceLevel, Ladder, Locale, PageBounds, StatementKind
from leaflet.render.document import render

INK = (1, 2, 3)
CSS = f"""
@page {{ size: 148mm 210mm; margin: 12mm }}
body {{ margin: 0; font: 11pt/1.4 Lato, "Noto Naskh Arabic", "Noto Sans Symbols2", "Noto Sans Math"; hyphens: auto }}
h1, h2, p, ul {{ margin: 0 0 3mm; padding: 0; font-size: inherit; font-weight: 400 }}
h1 {{ font-size: 18pt; line-height: 1.2 }}
ul {{ list-style: none }}
.sheet {{ position: relative; height: 186mm; break-after: page }}
.sheet:last-child {{ break-after: auto }}
.target {{ position: relative; color: rgb{INK}; width: 100mm }}
.filler {{ height: 20mm }}
"""


@dataclass(frozen=True)
class Words:
    """What a document says."""

    title: str
    draft: str
    advice: str
    warning: tuple[str, str, str]
    """Before the key word, the key word, after it."""
    call: tuple[str, str]
    """Before and after the number."""
    level: str
    meaning: str
    claims: tuple[str, str]
    studied: str
    limits: str
    questions: tuple[str, str]
    asks: tuple[str, str]
    publisher: str
    not_graded: str


WORDS = {
    "nl": Words(
        title="Een proef op papier",
        draft="Concept. Niet door een zorgverlener beoordeeld.",
        advice="Dit is algemene informatie, geen medisch advies.",
        warning=("Gebruik dit middel", "niet", "samen met lithium. Bij mensen die dat deden zijn aanvallen gemeld."),
        call=("Bel bij nood meteen", "en blijf bij de ander."),
        level="dieren",
        meaning="Het is gezien bij dieren.",
        claims=("Bij muizen groeiden zenuwcellen.", "Bij ratten bond de stof aan een eiwit."),
        studied="Twaalf muizen in een laboratorium",
        limits="Dit laat niet zien wat er bij mensen gebeurt.",
        questions=("Hoe lang houdt het aan?", "Voor wie is het van belang?"),
        asks=("Wat weten we na een jaar?", "Deden mensen zoals ik mee?"),
        publisher="De uitgever van deze proef",
        not_graded="niet gegradeerd",
    ),
    "en": Words(
        title="A trial on paper",
        draft="Draft. Not clinically reviewed.",
        advice="This is general information, no medical advice.",
        warning=("Do", "not", "use this substance together with lithium. Seizures were reported in people who did so."),
        call=("In an emergency call", "at once and stay with the other."),
        level="animals",
        meaning="It was seen in animals.",
        claims=("In mice, nerve cells grew.", "In rats, the substance bound to a protein."),
        studied="Twelve mice in a laboratory",
        limits="It does not show what happens in people.",
        questions=("How long does it last?", "For whom does it matter?"),
        asks=("What is known after a year?", "Did people like me take part?"),
        publisher="The publisher of this trial",
        not_graded="not graded",
    ),
    "ar": Words(
        title="تجربة على الورق",
        draft="مسودة. لم تُراجَع طبيًا بعد.",
        advice="هذه معلومات عامة وليست نصيحة طبية.",
        warning=("", "لا", "تستعمل هذه المادة مع الليثيوم. وردت تقارير عن نوبات صرع عند أشخاص فعلوا ذلك."),
        call=("في حالة الطوارئ اتصل بالرقم", "فورًا وابقَ مع الشخص الآخر."),
        level="حيوانات",
        meaning="شوهد ذلك في الحيوانات.",
        claims=("في الفئران نمت الخلايا العصبية.", "في الجرذان ارتبطت المادة ببروتين."),
        studied="اثنا عشر فأرًا في المختبر",
        limits="لا يبيّن ذلك ما يحدث عند البشر.",
        questions=("كم من الوقت يدوم؟", "لمن يهم هذا؟"),
        asks=("ماذا نعرف بعد سنة؟", "هل شارك أشخاص مثلي؟"),
        publisher="ناشر هذه التجربة",
        not_graded="غير مصنف",
    ),
}
LANGUAGES = tuple(WORDS)
NUMBER = "112"


@cache
def sabotaged_edition(language: str) -> Edition:
    """The edition that `html` sets."""
    words = WORDS[language]
    level = EvidenceLevel(id="animal", symbol="△", label=words.level, meaning=words.meaning, human=False)
    own = topic(
        meta=meta(title=words.title),
        claims=tuple(
            claim(name, patient=text, studied=words.studied, does_not_show=words.limits)
            for name, text in zip(("growth", "binding"), words.claims, strict=True)
        ),
        uncertainties=tuple(
            uncertainty(name, question=question, ask=ask)
            for name, question, ask in zip(("long", "whom"), words.questions, words.asks, strict=True)
        ),
        sections=(),
    )
    return edition(
        topic=own,
        layout=layout(
            pages=PageBounds(exactly=2), shows=("claims", "uncertainties", "legend"), safe_mm=5, draws=("marker",)
        ),
        locale=Locale(language, "NL"),
        house=house(publisher=words.publisher),
        ladder=Ladder(levels=(level,), contested_symbol="⇄", contested_label="-", contested_meaning="-"),
        house_statements=(
            disclaimer("draft", kind=StatementKind.DRAFT, text=words.draft, every_page=True),
            disclaimer("advice", text=words.advice),
            disclaimer("warning", kind=StatementKind.SAFETY, text=" ".join(words.warning).strip(), min_pt=10),
            disclaimer(
                "call", kind=StatementKind.EMERGENCY, text=f"{words.call[0]} {NUMBER} {words.call[1]}", min_pt=10
            ),
        ),
        sections=(),
        claims=own.claims,
        uncertainties=own.uncertainties,
        contacts=(),
        emergency_contacts=(contact(),),
        layout_translations={"not graded": words.not_graded, "draft": words.draft.split(".")[0]},
    )


def html(language: str, css: str = "") -> str:
    """The document, as it should be but for `css`."""
    sample, words = sabotaged_edition(language), WORDS[language]
    before, key, after = words.warning
    draft = f'<p class="draft" data-disclaimer="draft">{words.draft}</p>'
    foot = f'<p class="foot" data-block="identity">{_isolated(sample.required.identity)}</p>'
    first = (
        f"{draft}<h1>{words.title}</h1>"
        f'<p class="advice" data-disclaimer="advice">{words.advice}</p>'
        f'<p class="target" data-disclaimer="warning">{before} <span class="key">{key}</span> {after}</p>'
        f'<p class="call" data-disclaimer="call">{words.call[0]} <span class="number">{NUMBER}</span> '
        f"{words.call[1]}</p>"
        f'<p class="publisher">{words.publisher}</p><div class="filler"></div>{foot}'
    )
    rung = f'<strong>{words.level}</strong> <span class="meaning">{words.meaning}</span>'
    legend = f'<ul class="legend"><li data-block="legend.animal">△ {rung}</li></ul>'
    claims = "".join(_claim(words, sample, name, n) for n, name in enumerate(("growth", "binding")))
    questions = "".join(
        f'<div class="question" data-block="uncertainty.{name}"><p>{question}</p><p>{ask}</p></div>'
        for name, question, ask in zip(("long", "whom"), words.questions, words.asks, strict=True)
    )
    title = f"<title>{words.title}</title><meta name=keywords content='leaflet:{sample.id}'>"
    second = f"{draft}<h2>{words.title}</h2>{claims}{questions}{legend}{foot}"
    direction = "rtl" if language == "ar" else "ltr"
    return (
        f'<!doctype html><html lang="{sample.locale}" dir="{direction}"><head>{title}<style>{CSS}{css}</style></head>'
        f'<body><div class="sheet">{first}</div><div class="sheet">{second}</div></body></html>'
    )


def _isolated(parts: tuple[str, ...]) -> str:
    """The identity line; its date has a line of its own, which is read from its own side."""
    edition_, version, hash_, day, state = parts
    return f'<span dir="ltr">{edition_} · {version} · {hash_}</span><br>{day}<br>{state}'


def _claim(words: Words, sample: Edition, name: str, n: int) -> str:
    assert sample.content.references == ()
    return (
        f'<div class="claim {name}" data-claim="{name}"><p class="level"><span class="shape">△</span> {words.level}</p>'
        f'<p class="wording">{words.claims[n]}</p><p>{words.studied}</p><p class="grade">{words.not_graded}</p>'
        f'<p class="limits">{words.limits}</p><p class="sources">1</p></div>'
    )


def printed(document: str) -> bytes:
    """The PDF of `document`."""
    return render(document, Path(__file__).parent).pdf

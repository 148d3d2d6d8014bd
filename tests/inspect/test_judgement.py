"""What becomes of a leaflet between the printer and the day when somebody submits it, and what is reported on it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
import samples
import segno
from leaflets import CSS, printed, two_pages
from samples import claim, disclaimer, house, meta, with_fingerprint
from submitted import (
    FILE,
    annotated,
    edited,
    forged,
    painted,
    photographed,
    printing,
    resaved,
    stripped,
    today,
    verdict,
    without_page,
)

from leaflet.inspect.judgement import inspect_pdf
from leaflet.inspect.verdict import ContentChange, EditionVersion, FileState
from leaflet.model import Locale
from leaflet.problem import Problem, Span

DRAFT = disclaimer("draft", text="Draft: this was not clinically reviewed.", every_page=True)
ONLY_DRAFT = DRAFT.model_copy(update={"when": DRAFT.when.model_copy(update={"reviewed": False})})
FINGERPRINT = two_pages().short_fingerprint
OTHER_FINGERPRINT = f"{FINGERPRINT[:-1]}{'0' if FINGERPRINT[-1] != '0' else '1'}"


def later(**changes):
    """The sample in its next version: a statement reworded, another added, a question removed, a claim reworded."""
    before = two_pages()
    statements = (
        *before.house_statements[:2],
        disclaimer("lithium", text="Seizures were reported in people who use lithium. Never combine them."),
        disclaimer("mao", text="Serotonin can rise too far together with MAO inhibitors."),
    )
    own = before.topic.model_copy(
        update={
            "meta": meta(version="1.1", date=date(2027, 3, 1)),
            "claims": (claim("growth", patient="In rats, growth was seen."), before.topic.claims[1]),
        }
    )
    fields = {
        "topic": own,
        "claims": own.claims,
        "house_statements": statements,
        "uncertainties": before.uncertainties[:1],
    }
    return two_pages(**{**fields, **changes})


def reviewed():
    """The sample as it is printed when its review holds."""
    return samples.reviewed(unreviewed(), name="A. Nurse", role="nurse")


def unreviewed():
    """The same before anybody has reviewed it."""
    return two_pages(house_statements=(ONLY_DRAFT, *two_pages().house_statements[1:]))


@pytest.fixture(scope="module")
def pdf():
    """The sample as it was printed."""
    return printing(two_pages())


def report(found):
    """Everything that a verdict says in sentences."""
    return " | ".join((*found.differs, *found.since, *found.notes, *(p.message for p in found.problems)))


# Current


def test_what_would_be_printed_today_is_current(pdf):
    found = verdict(pdf)
    assert (found.file, found.state, found.edition) == (FILE, FileState.CURRENT, "sample/leaflet/en-NL")
    assert found.then == found.today == EditionVersion("1.0", "2026-11-24", FINGERPRINT, "draft")
    assert not report(found)


def test_saving_it_anew_loses_nothing(pdf):
    found = verdict(resaved(pdf))
    assert found.state is FileState.CURRENT, report(found)
    assert "Viewer 3”, saved it, but it draws and says the same" in report(found)


# Altered


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (annotated("/FreeText"), "page 2: somebody put a note, stamp, field or drawing on it (FreeText)"),
        (annotated("/Square"), "(Square)"),
        (annotated("/Text"), "(Text)"),
        (painted(b"1 1 1 rg 28 480 300 12 re f"), "doesn't look as it was printed"),
        (painted(b"0 0 0 rg 28 480 300 1 re f"), "doesn't look as it was printed"),
        (without_page(0), "page 1 is missing, or changed"),
        (without_page(1), "it has 1 page; it was printed with 2 pages"),
        (lambda pdf: pdf.pages.append(pdf.pages[0]), "it has 3 pages"),
        (lambda pdf: pdf.pages.reverse(), "its pages are in another order"),
    ],
)
def test_what_was_done_to_its_pages_is_reported(pdf, edit, says):
    found = verdict(edited(pdf, edit))
    assert found.state is FileState.ALTERED
    assert says in " | ".join(found.differs)


def test_a_box_over_a_sentence_is_reported_with_the_words_that_it_hides(pdf):
    words = edited(pdf, painted(b"1 1 1 rg 28 520 390 40 re f"))
    found = verdict(words)
    assert "lithium" in " | ".join(found.differs)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Do not combine", "Do combine", "page 2: “not” is gone"),
        ("<p>112</p>", "<p>1120</p>", "page 2: “1120” stands where “112” was printed"),
        ("<p>112</p>", "<p>113</p>", "page 2: “113” stands where “112” was printed"),
        ("<p>112</p>", "<p></p>", "page 2: “112” is gone"),
        ("<p>What dose?", "<p>Take 2.5 mg. What dose?", "page 2: “Take 2.5 mg.” was added"),
        ("v1.0 ·", "v1.1 ·", "its pages say"),
        (f"{FINGERPRINT} ·", f"{OTHER_FINGERPRINT} ·", "its own record says"),
    ],
)
def test_other_words_are_report(old, new, says):
    found = verdict(forged(two_pages(), old, new))
    assert found.state is FileState.ALTERED
    assert says in report(found)


def test_a_decimal_point_weighs_as_much_as_a_word():
    edition = two_pages(uncertainties=(*two_pages().uncertainties[:1], _asking("Is 2.5 mg much?")))
    found = verdict(forged(edition, "2.5", "25"), edition)
    assert found.differs[0] == "page 2: “25” stands where “2.5” was printed"


def _asking(text):
    return two_pages().uncertainties[1].model_copy(update={"question": text})


def test_a_page_of_another_version_is_reported(pdf):
    def mixed(opened):
        with pikepdf.open(io.BytesIO(printing(later()))) as other:
            opened.pages[1] = other.pages[1]

    found = verdict(edited(pdf, mixed))
    assert found.state is FileState.ALTERED
    assert "its pages don't belong together" in report(found)


def test_a_page_without_its_identity_line_is_reported():
    line = f"<p data-block=identity>sample/leaflet/en-NL · v1.0 · {FINGERPRINT} · 24 November 2026 · draft</p>"
    found = verdict(forged(two_pages(), f"{line}</div></body>", "</div></body>"))
    assert "page 2 lacks its identity line" in found.differs


def test_a_layout_that_changed_is_outdated_though_all_its_texts_are_there():
    css = CSS + "[data-disclaimer=lithium] { font-size: 6pt }"
    for submitted, says in (
        (printing(two_pages(), css), "its layout has changed since"),
        (
            printing(two_pages(), CSS + "h1::after { content: ' is fine' }"),
            "page 1 has words that today's edition lacks",
        ),
        (printing(two_pages(), CSS + "p { color: #123 }"), "its layout has changed since"),
    ):
        found = verdict(submitted)
        assert (found.state, says in report(found)) == (FileState.OUTDATED, True)


def test_a_fault_of_todays_build_is_not_reported_on_the_file():
    small = two_pages(house_statements=(*two_pages().house_statements[:2], disclaimer("lithium", min_pt=30)))
    found = verdict(resaved(printing(small)), small)
    assert (found.state, [p.rule for p in found.problems]) == (FileState.OUTDATED, ["small-type"])


def test_a_link_that_was_not_there_is_reported(pdf):
    def linked(opened):
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/shop")
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([30, 30, 60, 60]), A=action
        )
        opened.pages[0].obj["/Annots"] = pikepdf.Array([link])

    found = verdict(edited(pdf, linked))
    assert (found.state, "https://example.org/shop" in report(found)) == (FileState.ALTERED, True)


def test_printing_to_a_pdf_loses_what_a_screen_reader_needs(pdf):
    found = verdict(edited(pdf, stripped))
    assert found.state is FileState.ALTERED
    assert found.differs[0].startswith(
        "it looks the same on a screen and on paper, but a screen reader can't read it: it has lost its tags"
    )
    assert {problem.rule for problem in found.problems} >= {"wrong-metadata", "misprinted-text"}
    assert "lost its own record" in report(found)


# Outdated


def test_what_has_changed_since_is_reported_with_both_wordings(pdf):
    found = verdict(pdf, later())
    assert found.state is FileState.OUTDATED, report(found)
    assert (found.then.version, found.today.version) == ("1.0", "1.1")
    level = "△ · animal word"
    limits = "It does not show what happens in people."
    assert set(found.changes) == {
        ContentChange(
            "statement",
            "lithium",
            "changed",
            "Seizures were reported in people who use lithium. Do not combine them.",
            "Seizures were reported in people who use lithium. Never combine them.",
        ),
        ContentChange("statement", "mao", "added", "", "Serotonin can rise too far together with MAO inhibitors."),
        ContentChange("text", "uncertainty.time", "removed", "What time? · Ask about time.", ""),
        ContentChange(
            "claim",
            "growth",
            "changed",
            f"{level} · In mice, growth was seen. · {limits}",
            f"{level} · In rats, growth was seen. · {limits}",
        ),
    }
    assert found.since == ("it says v1.0, today it is v1.1",)
    (reach,) = found.notes
    assert "compared with its own record" in reach
    assert "a box drawn over a text, other links or tags aren't noticed" in reach


def test_a_decimal_point_is_a_change():
    before, after = (two_pages(uncertainties=(_asking(f"Is {dose} mg much?"),)) for dose in ("2.5", "25"))
    (change,) = verdict(printing(before), after).changes
    assert ("2.5" in change.was, "25 mg" in change.now) == (True, True)


def test_without_its_record_what_is_missing_and_what_is_foreign_is_reported(pdf):
    found = verdict(edited(pdf, stripped), later())
    assert found.state is FileState.OUTDATED
    assert {(c.id, c.how) for c in found.changes} == {(n, "changed or added") for n in ("lithium", "mao", "growth")}
    assert "page 2 has words that today's edition lacks: “What time? Ask about time.”" in found.since
    assert "lost its own record" in report(found)


def test_a_hash_that_was_made_otherwise_is_reported_as_such(pdf):
    found = verdict(pdf, with_fingerprint(two_pages(), "cd" * 32))
    assert (found.state, found.changes) == (FileState.OUTDATED, ())
    assert "though its version has not" in report(found)
    assert "none of its texts has changed" in report(found)


def test_a_draft_is_outdated_when_it_was_signed_off():
    found = verdict(printing(unreviewed()), reviewed())
    assert found.state is FileState.OUTDATED, report(found)
    assert "it was draft, and is now reviewed on 2026-11-24 and valid until 2027-11-24" in report(found)
    assert [(c.id, c.how) for c in found.changes] == [("review", "added"), ("draft", "removed")]


def test_a_reviewed_edition_is_outdated_when_its_review_has_ended():
    ended = replace(reviewed(), today=date(2027, 11, 25))
    found = verdict(printing(reviewed()), ended)
    assert found.state is FileState.OUTDATED, report(found)
    assert "it was reviewed on 2026-11-24 and valid until 2027-11-24, and is now draft" in report(found)
    assert [(c.id, c.how) for c in found.changes] == [("draft", "added"), ("review", "removed")]


def test_an_edition_printed_to_a_pdf_shows_its_state_of_review_too():
    found = verdict(edited(printing(unreviewed()), stripped), reviewed())
    assert found.state is FileState.OUTDATED
    assert "its state of review has changed: it was draft" in report(found)


def test_what_may_not_be_printed_today_is_not_current(pdf):
    fault = Problem("expired-contact", "the number was not checked", "check it", Span("sources/contacts.yaml"))
    found = inspect_pdf(FILE, pdf, today(two_pages(), (fault,)))
    assert (found.state, found.problems) == (FileState.OUTDATED, (fault,))


# Both


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("no guarantee", "a guarantee", "`not-advice` is not as it was printed: “This page is not"),
        ("lithium. Do not", "lithium. Do", "the statement `lithium` is not as it was printed"),
        ("<span class=level>△ animal word</span>", "", "“△” is on its pages once; it was printed 2 times"),
        ("<p>What time?</p>", "", "`uncertainty.time`"),
    ],
)
def test_an_old_file_is_compared_with_its_own_record(old, new, says):
    found = verdict(forged(two_pages(), old, new), later())
    assert found.state is FileState.ALTERED
    assert says in " | ".join(found.differs)
    assert found.changes
    assert found.since


def test_a_note_on_an_old_file_is_reported(pdf):
    found = verdict(edited(pdf, annotated("/FreeText")), later())
    assert (found.state, bool(found.changes)) == (FileState.ALTERED, True)


def test_a_page_that_is_gone_from_an_old_file_is_reported(pdf):
    found = verdict(edited(pdf, without_page(1)), later())
    assert found.state is FileState.ALTERED
    assert "`lithium`" in report(found)


def test_an_untouched_old_file_is_not_called_altered(pdf):
    assert verdict(resaved(pdf), later()).differs == ()


# Unknown


def test_a_file_newer_than_the_sources_is_unknown():
    found = verdict(printing(later()))
    assert found.state is FileState.UNKNOWN
    assert "it is newer than these sources: it says v1.1, they have v1.0" in report(found)


def test_version_ten_is_newer_than_version_nine():
    nine, ten = (later(topic=later().topic.model_copy(update={"meta": meta(version=v)})) for v in ("1.9", "1.10"))
    assert verdict(printing(nine), ten).state is FileState.OUTDATED
    assert verdict(printing(ten), nine).state is FileState.UNKNOWN


def test_an_edition_that_the_sources_do_not_have_is_unknown(pdf):
    found = inspect_pdf(FILE, pdf, today(two_pages(), editions=()))
    assert (found.state, found.edition, found.then.version) == (FileState.UNKNOWN, "sample/leaflet/en-NL", "1.0")
    assert "no such edition" in report(found)


def test_faults_of_the_sources_may_be_why_an_edition_is_missing(pdf):
    fault = Problem("invalid-yaml", "it can't be read", "fix it", Span("sources/topics/sample/topic.yaml"))
    found = inspect_pdf(FILE, pdf, today(two_pages(), (fault,), editions=()))
    assert (found.state, found.problems) == (FileState.UNKNOWN, (fault,))
    assert "the sources have faults" in report(found)


def test_a_photocopy_is_unknown(pdf):
    found = verdict(photographed(pdf))
    assert (found.state, found.edition) == (FileState.UNKNOWN, None)
    assert "pictures only" in report(found)


def coded(version, base="https://example.org/status", fingerprint="0" * 12):
    """A photocopy with a QR code on it."""
    address = f"{base}/sample/en-NL/leaflet/{version}/{fingerprint}"
    svg = segno.make(address, error="m", micro=False).svg_inline(scale=3)
    return photographed(printing_of(f"<p>{svg}</p>"))


def printing_of(body):
    """A PDF that isn't one of ours."""
    return printed(f"<!doctype html><html lang=en><title>T</title><style>{CSS}</style>{body}")


@pytest.mark.parametrize(
    ("version", "fingerprint", "state", "says"),
    [
        ("0.9", "0" * 12, FileState.OUTDATED, "its QR code says v0.9, today it is v1.0"),
        ("1.0", "0" * 12, FileState.OUTDATED, "its QR code is of other content than today's of the same version"),
        ("1.0", "", FileState.UNKNOWN, "a picture proves nothing"),
        ("1.1", "0" * 12, FileState.UNKNOWN, "a picture proves nothing"),
    ],
)
def test_the_qr_code_on_a_photocopy_says_what_it_claims_to_be(version, fingerprint, state, says):
    current = two_pages(house=house(base_url="https://example.org/status/"))
    printed_then = fingerprint or current.short_fingerprint
    found = verdict(coded(version, fingerprint=printed_then), current)
    assert (found.state, found.edition) == (state, "sample/leaflet/en-NL")
    assert (found.then.version, found.then.fingerprint) == (version, printed_then)
    assert says in report(found)


def test_the_qr_code_of_another_house_says_nothing():
    found = verdict(coded("0.9", "https://example.net"), two_pages(house=house(base_url="https://example.org/status")))
    assert (found.state, found.edition) == (FileState.UNKNOWN, None)
    assert "its QR code leads to https://example.net/sample/en-NL/leaflet/0.9/000000000000" in report(found)


def test_the_qr_code_of_an_edition_that_is_gone_is_reported():
    other = two_pages(house=house(base_url="https://example.org/status"), locale=Locale("nl", "NL"))
    found = verdict(coded("0.9"), other)
    assert (found.state, found.edition) == (FileState.UNKNOWN, "sample/leaflet/en-NL")
    assert "the sources don't have the edition that its QR code names" in report(found)


def locked(pdf):
    """Locked with a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


@pytest.mark.parametrize("spoil", [locked, lambda pdf: b"", lambda pdf: pdf[:5000], lambda pdf: b"Dear reader"])
def test_what_can_not_be_opened_is_unknown(pdf, spoil):
    found = verdict(spoil(pdf))
    assert (found.state, found.edition) == (FileState.UNKNOWN, None)
    assert "it isn't a PDF, or is a damaged or locked one" in report(found)


def test_a_book_is_not_compared(pdf, monkeypatch):
    monkeypatch.setattr("leaflet.inspect.judgement._MAX_LETTERS", 100)
    assert "more text than any leaflet" in report(verdict(pdf))


def test_the_pdf_of_a_stranger_is_unknown():
    found = verdict(printing_of("<p>Buy now"))
    assert found.state is FileState.UNKNOWN
    assert "doesn't say which edition it is" in report(found)


@pytest.mark.parametrize("at", range(200, 19000, 700))
def test_damaged_bytes_have_a_verdict(pdf, at):
    found = verdict(pdf[:at] + b"\xff\x00<<[" + pdf[at + 5 :])
    assert found.state in FileState

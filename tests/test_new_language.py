"""“Add a language” in docs/developers.md, followed step by step: what is left are translations."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from samples import TODAY

from leaflet.build.pipeline import check
from leaflet.read.languages import PACKAGE
from leaflet.translate.catalogs import translate

EMERGENCY = """
- id: de-112
  country: DE
  kind: emergency
  name: Emergency services
  number: "112"
  what_for: Life-threatening emergencies
  source: invented
  checked: 2026-11-23
  expires: 2027-05-23
  verified: true
"""
LEGAL = """
- id: legal-mdma-de
  kind: legal
  subject: legal-status
  text: What the law says in this country is invented here.
  why: readers ask, and the answer changes with country and date
  when: { countries: [DE], substances: [mdma] }
  min_pt: 9
"""
WORDS = """
wording:
  overclaims: [{ term: heilt, instead: was gemessen wurde }]
  stigma: [{ term: Junkie*, instead: Mensch mit einer Abhängigkeit }]
  groups: { recreational: { overclaims: [{ term: sicher, instead: welcher Schaden gezählt wurde }] } }
"""
TRANSLATIONS = {"missing-translation", "untranslated-statement"}
STANDING = {"improbable-date"}
"""What is told of the house as it is: two pieces are long, and the day of these tests is before its last dates."""


def _steps(repository):
    """The numbered steps of the section."""
    text = (repository / "docs/developers.md").read_text("utf-8").partition("\n## Add a language\n")[2]
    return re.findall(r"^\d\. (.*?)(?=\n\d\. |\n\n)", text, re.MULTILINE | re.DOTALL)


def _change(file, pattern, replacement):
    text, times = re.subn(pattern, replacement, file.read_text("utf-8"), flags=re.MULTILINE)
    assert times, (file, pattern)
    file.write_text(text, "utf-8")


def _append(file, text):
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def _keyed(key, names, value):
    """A mapping `key` with the same `value` for each of `names`."""
    return f"{key}:\n" + "".join(f"  {name}: {value}\n" for name in names)


def _do_what_the_first_four_steps_say(root):
    """Every file of `root` that a step names, changed as it says."""
    sources = root / "sources"
    _change(sources / "house.yaml", r"^locales: \[", "locales: [de-DE, ")
    _append(sources / "contacts.yaml", EMERGENCY)
    (sources / "languages").mkdir()
    shutil.copy(PACKAGE / "languages/en.yaml", sources / "languages/de.yaml")
    levels = re.findall(r"^  - id: (\S+)$", (sources / "evidence.yaml").read_text("utf-8"), re.MULTILINE)
    substances = re.findall(r"^- id: (\S+)$", (sources / "substances.yaml").read_text("utf-8"), re.MULTILINE)
    _append(sources / "languages/de.yaml", WORDS)
    _append(sources / "languages/de.yaml", _keyed("levels", levels, "{ needs: [Studie], may_not: [heilt] }"))
    _append(sources / "languages/de.yaml", _keyed("substances", substances, "[Stoff]"))
    _append(sources / "disclaimers.yaml", LEGAL)


def _changed(root, before):
    """The files of `root` that differ from those of `before`, without the layouts' folders."""
    files = (file.relative_to(root) for file in root.rglob("*") if file.is_file())
    other = [f for f in files if not (before / f).is_file() or (before / f).read_bytes() != (root / f).read_bytes()]
    return {f.as_posix() for f in other}


def test_the_steps_name_every_file_and_leave_nothing_but_translations(project, repository, tmp_path):
    before = shutil.copytree(project, tmp_path / "before")
    first_four = "\n".join(_steps(repository)[:4])
    named = set(re.findall(r"`((?:sources|layouts)/[\w./*-]+)`", first_four))
    _do_what_the_first_four_steps_say(project)
    assert _changed(project, before) == named
    assert {problem.rule for problem in check(project, TODAY)[1]} == TRANSLATIONS | STANDING


def test_the_catalogs_that_are_to_be_filled_in_are_those_that_the_steps_name(project, repository):
    _do_what_the_first_four_steps_say(project)
    written = {Path(report.path) for report in translate(project, "de")[0]}
    named = {Path(name) for name in re.findall(r"`((?:sources|layouts)/de\.po)`", _steps(repository)[4])}
    assert {path for path in written if "topics" not in path.parts} == named
    assert {path.name for path in written} == {"de.po"}


def test_a_language_that_has_no_words_for_a_draft_is_told(project):
    _do_what_the_first_four_steps_say(project)
    _change(project / "sources/languages/de.yaml", r"^unreviewed:\n(?: .*\n)+", "")
    (problem,) = [p for p in check(project, TODAY)[1] if p.rule not in TRANSLATIONS | STANDING]
    assert (problem.rule, problem.span.path) == ("missing-word-list", "sources/languages/de.yaml")
    assert "the draft mark has no words in the language `de`" in problem.message


def test_no_house_can_say_of_a_draft_that_it_is_reviewed(project):
    """Its own file of a language that leaflet knows takes the place of all else."""
    (project / "sources/languages").mkdir()
    own = project / "sources/languages/nl.yaml"
    shutil.copy(PACKAGE / "languages/nl.yaml", own)
    _change(own, r"^unreviewed:\n(?: .*\n)+", "unreviewed: { phrases: [nagekeken], undone_by: [] }\n")
    catalog = project / "sources/nl.po"
    _change(catalog, r'^msgstr "Concept\. Niet .*"$', 'msgstr "Concept. Medisch nagekeken."')
    assert "weakened-draft-mark" in {problem.rule for problem in check(project, TODAY)[1]}

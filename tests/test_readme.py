"""README's commands as they are written, in clean clones: what it promises is what somebody gets who types them."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

TODAY = date(2026, 11, 29)
"""When nothing in the first topic lies ahead or is about to expire."""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("readme")]  # one worker: clones are set up once

TOPIC = "sources/topics/bdnf-trkb"
CLINICS = "id,name,address,phone\nvoorbeeld,Praktijk Voorbeeld,Voorbeeldstraat 12,020 000 0000\n"
"""A list, as docs/clinics.md describes it; nothing in it exists."""
SENTENCE = "BDNF is a signal that your body makes itself."
CHANGED = "BDNF is a signal that every body makes itself."
LOCALES = ("nl-NL", "en-NL")
EDITIONS = {"bdnf-trkb": 10, "blood-pressure-at-home": 6, "mixing-medicines": 10}
"""How many each topic has, as README says."""
SHOWING = {"bdnf-trkb/en-NL/trifold.pdf", "bdnf-trkb/en-NL/large-print.pdf"}
"""The leaflets that print the sentence. It is in a section for patients."""


def _environment() -> dict[str, str]:
    """As a person has it who has just cloned: nothing of the environment that these tests run in."""
    own = str(Path(sys.prefix, "bin"))
    path = os.pathsep.join(folder for folder in os.environ["PATH"].split(os.pathsep) if folder != own)
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "LEAFLET", "MAKE", "GIT_"))
    }
    return {**kept, "PATH": path, "LEAFLET_TODAY": TODAY.isoformat()}


def _type(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """What becomes of `line`, typed into a shell in `folder`."""
    return subprocess.run(
        line, shell=True, cwd=folder, env=_environment(), capture_output=True, text=True, timeout=300, check=False
    )


def _typed_well(folder: Path, line: str) -> str:
    """What `line` prints on standard output; it must end well."""
    done = _type(folder, line)
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _digests(folder: Path) -> Mapping[str, str]:
    """The SHA-256 of every PDF below the clone's `output`, by its path there."""
    out = folder / "output"
    return {p.relative_to(out).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in out.rglob("*.pdf")}


def _words(folder: Path) -> Mapping[str, str]:
    """The text of every PDF in its manifest, without the hash of the topic's content, which is on every page."""
    manifest = json.loads((folder / "output/manifest.json").read_text("utf-8"))["files"]
    return {name: _text(folder / "output" / name).replace(e["fingerprint"][:12], "") for name, e in manifest.items()}


def _text(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.fixture(scope="module")
def readme(repository):
    """README's text."""
    return (repository / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def blocks(readme):
    """README's shell blocks, in order."""
    return re.findall(r"^```sh\n(.*?)\n```$", readme, re.MULTILINE | re.DOTALL)


def _cloned(repository: Path, folder: Path) -> Path:
    _typed_well(repository, f"git clone --quiet --no-hardlinks . '{folder}'")
    return folder


@pytest.fixture(scope="module")
def clone(repository, tmp_path_factory, blocks):
    """A clean clone in which the first of README's commands was typed."""
    folder = _cloned(repository, tmp_path_factory.mktemp("readme") / "leaflet")
    _typed_well(folder, blocks[0])
    return folder


@pytest.fixture(scope="module")
def other(repository, tmp_path_factory, blocks):
    """Another one, whose folder has a longer name with a space and an accent in it."""
    folder = _cloned(repository, tmp_path_factory.mktemp("readme") / "élan vital")
    _typed_well(folder, blocks[0])
    return folder


def test_readme_opens_with_the_two_commands(blocks, readme):
    assert blocks[:2] == ["make", "make test"]
    assert readme.index("make test") < readme.index("![") < readme.index("## ")


def test_make_leaves_every_edition_and_a_manifest_that_knows_them(clone):
    manifest = json.loads((clone / "output/manifest.json").read_text("utf-8"))["files"]
    assert Counter(path.partition("/")[0] for path in _digests(clone)) == EDITIONS
    assert {name: entry["sha256"] for name, entry in manifest.items()} == _digests(clone)
    assert all(entry["pages"] >= 1 and entry["statements"] for entry in manifest.values())


def test_every_edition_that_readme_names_is_there(clone, readme):
    named = re.findall(r"^\| `(output/[^`…]+)` \|", readme, re.MULTILINE)
    assert len(named) == 6
    assert [path for path in named if not (clone / path).is_file()] == []
    in_dutch = [path for path in named if "/nl-NL/" in path]
    assert [path for path in in_dutch if not (clone / path.replace("/nl-NL/", "/en-NL/")).is_file()] == []


def test_a_clone_in_another_folder_gives_the_same_bytes(clone, other):
    assert _digests(other) == _digests(clone)
    assert (other / "output/manifest.json").read_bytes() == (clone / "output/manifest.json").read_bytes()


def test_nothing_that_git_sees_was_made(clone, other):
    for folder in (clone, other):
        assert _typed_well(folder, "git status --porcelain") == ""


def test_what_is_set_up_is_not_set_up_again(clone):
    assert "pip" not in _typed_well(clone, "make --dry-run")


def test_make_test_runs_style_types_and_tests(clone, blocks):
    would = _typed_well(clone, f"{blocks[1]} --dry-run")
    for program in ("ruff check", "mypy", "pytest"):
        assert f".venv/bin/{program}" in would


def test_targets_that_readme_names_are_among_those_that_make_lists(clone, readme):
    listed = {line.split()[0] for line in _typed_well(clone, "make help").splitlines()}
    named = set(re.findall(r"\bmake ([a-z][a-z-]+)\b`", readme)) | {"all", "check", "build", "test", "clean", "help"}
    assert named <= listed


def _commands(clone: Path, group: str = "") -> Mapping[str, str]:
    """What `leaflet --help` lists: command → what it says of it, groups opened."""
    listed = _typed_well(clone, f".venv/bin/leaflet {group} --help").partition("\nCommands:\n")[2]
    rows = dict(re.findall(r"^  ([a-z-]+) +(.*)$", listed, re.MULTILINE))
    if "new" in rows:
        del rows["new"]
        return {**rows, **{f"new {name}": says for name, says in _commands(clone, "new").items()}}
    return rows


def test_the_table_of_commands_is_what_help_lists(clone, readme):
    table = re.findall(r"^\| `leaflet ([a-z-]+(?: topic)?)[^`]*` \|", readme, re.MULTILINE)
    assert sorted(table) == sorted(_commands(clone))


@pytest.fixture
def restored(clone):
    """The clone; afterwards its sources are again as they were committed. What was built stays."""
    yield clone
    _typed_well(clone, "git checkout --quiet . && git clean --quiet --force -d sources")


def test_every_other_command_in_readme_ends_well(restored, readme, blocks):
    inline = re.findall(r"`((?:make [a-z]+|\.venv/bin/leaflet [a-z][^`]*))`", readme)
    lines = [line for line in dict.fromkeys((*inline, *blocks[2:])) if line not in ("make test", "make build")]
    assert len(lines) >= 4
    assert any("sign-off" in line for line in lines)
    (restored / "clinics.csv").write_text(CLINICS, "utf-8")
    for line in lines:
        _typed_well(restored, line)


def _states(clone: Path) -> Mapping[str, str]:
    """`reviewed` or `draft`, by the edition."""
    listed = _typed_well(clone, ".venv/bin/leaflet list").partition("editions\n")[2]
    return dict(re.findall(r"^  (\S+) .* (reviewed|draft) ", listed, re.MULTILINE))


def test_a_signature_takes_the_draft_mark_away_and_a_change_brings_it_back_where_it_is_printed(restored, blocks):
    (sign_off,) = [block for block in blocks if "sign-off" in block]
    _typed_well(restored, sign_off)
    signed = {edition for edition, state in _states(restored).items() if state == "reviewed"}
    assert signed == {edition for edition in _states(restored) if edition.startswith("bdnf-trkb/")}
    _change(restored / TOPIC / "text.md")
    drafts = {edition for edition in signed if _states(restored)[edition] == "draft"}
    assert drafts == {f"bdnf-trkb/{layout}/{locale}" for layout in ("trifold", "large-print") for locale in LOCALES}


def test_the_copies_for_clinics_are_where_readme_says(restored):
    (restored / "clinics.csv").write_text(CLINICS, "utf-8")
    _typed_well(restored, ".venv/bin/leaflet copies --clinics clinics.csv --layout trifold --print-file all.pdf")
    assert (restored / "output/clinics/voorbeeld/bdnf-trkb/nl-NL/trifold.pdf").is_file()
    assert (restored / "all.pdf").is_file()


def _typed_lines(readme: str) -> Iterator[tuple[str, str]]:
    """Each line that is typed on README's terminals, with what is shown of it."""
    for terminal in re.findall(r"^```console\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL):
        yield from re.findall(r"^\$ (.*)\n((?:[^$].*\n)*)", terminal, re.MULTILINE)


def test_what_is_refused_is_refused_in_these_words(restored, readme):
    refusals = 0
    for line, shown in _typed_lines(readme):
        done = _type(restored, line)
        assert done.stderr.split() == shown.split(), line
        assert done.returncode == bool(shown)
        refusals += done.returncode
    assert refusals == 2


def _change(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count(SENTENCE) == 1
    path.write_text(text.replace(SENTENCE, CHANGED), "utf-8")


def test_a_file_that_is_broken_is_named_and_costs_nothing(restored):
    before = _digests(restored)
    claims = restored / TOPIC / "claims.yaml"
    lines = claims.read_text("utf-8").splitlines()
    claims.write_text("\n".join([*lines, '- id: "open', ""]), "utf-8")
    done = _type(restored, "make")
    assert done.returncode != 0
    assert f"{TOPIC}/claims.yaml:{len(lines) + 1}:7: error: this is not valid YAML" in done.stderr
    assert "  hint: a quote that opens here is never closed" in done.stderr
    assert "Traceback" not in done.stderr
    assert _digests(restored) == before


def test_a_changed_sentence_changes_what_shows_it_and_the_dutch_says_what_is_missing(restored):
    _typed_well(restored, "make")  # what was signed off before is a draft again
    digests, words = _digests(restored), _words(restored)
    _change(restored / TOPIC / "text.md")
    done = _type(restored, "make")
    assert done.returncode != 0
    assert re.search(rf"{TOPIC}/nl\.po:\d+:\d+: error: .*translation.*\[missing-translation\]\n  hint: ", done.stderr)
    after = _digests(restored)
    assert {name for name in digests if "/nl-NL/" in name and after[name] != digests[name]} == set()
    assert {name for name, text in _words(restored).items() if text != words[name]} == SHOWING
    shown = {name: " ".join(_words(restored)[name].split()) for name in SHOWING}
    assert all(CHANGED in text and SENTENCE not in text for text in shown.values())

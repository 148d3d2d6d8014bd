"""The documentation against the code: what it names exists, and what exists is named."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields

import click
import pytest
from samples import edition

from leaflet.cli import main as cli
from leaflet.cli.exit_status import ExitStatus
from leaflet.cli.explanations import EXPLANATIONS
from leaflet.clinics.explanations import EXPLANATIONS as CLINIC_EXPLANATIONS
from leaflet.compose.template_context import template_context
from leaflet.editions.edition import Edition
from leaflet.model import Audience, Layout, ReviewRecord, StatementKind
from leaflet.model.language import LanguageRules
from leaflet.model.wording import HouseWords, LeftOut, Term
from leaflet.preflight import LAWS
from leaflet.preflight.laws import nonconforming_pdf as standards
from leaflet.read.text_file import TextFile
from leaflet.read.word_lists import read_word_lists
from leaflet.read.yaml_file import parse_yaml
from leaflet.upgrade.steps.template_names import RENAMED, RENAMED_METHODS

DOCS = (
    "docs/write-a-topic.md",
    "docs/glossary.md",
    "docs/editors.md",
    "docs/clinics.md",
    "docs/designers.md",
    "docs/developers.md",
    "docs/decisions.md",
    "docs/preflight.md",
    "docs/security.md",
    "docs/performance.md",
)
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", *DOCS)
INVENTED = (
    "layouts/postcard",
    "sources/topics/my-topic",
    "sources/topics/reading-a-leaflet",
    "sources/categories/everyday.yaml",
    "output/",
    "sources/de.po",
    "layouts/de.po",
    "sources/languages",
    "sources/glossary.yaml",
    "sources/snippets",
)
"""Examples, what a house may be without, and what only a build makes."""
RETIRED = r"\b(?:recipes?|parcels?|mend(?:s|ed)?|strays|sightings?|fools?|unjudged)\b"
"""Words for which the field has better ones; docs/glossary.md has those."""
BOUND_TO = ("fingerprints", "looks")
ATTRIBUTES = {"data-disclaimer", "data-claim", "data-block", "data-clinic", "data-fit", "data-write"}


@pytest.fixture(scope="module")
def page(repository):
    """A function that gives the text of a page."""
    return lambda name: (repository / name).read_text("utf-8")


def _commands(group=cli.leaflet, before=()):
    """Every command as it is typed, with its options."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, (*before, name))
        else:
            options = {o for p in command.params for o in p.opts if o.startswith("--")}
            yield " ".join((*before, name)), options, command.get_short_help_str(1000)


def _code(text):
    """What stands in code: between backticks, indented or fenced."""
    yield from re.findall(r"`([^`\n]+)`", text)
    yield from (line.strip() for line in text.splitlines() if line.startswith("    ") or line.startswith(".venv/bin/"))


def _first_column(text, heading):
    """The code in the first column of the table whose first heading is `heading`."""
    rows = text.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])]


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(page, repository, name):
    targets = re.findall(r"\]\(([^)#]+)\)", page(name))
    local = [target for target in targets if not target.startswith(("https://", "term:")) and "…" not in target]
    missing = [t for t in local if not ((repository / name).parent / t).exists()]
    assert not [t for t in missing if t not in ("figures/name.svg", "figures/name.jpg", "figures/leaflet.svg")]


@pytest.mark.parametrize("name", PAGES)
def test_files_exist(page, repository, name):
    path = re.compile(r"(?:src|sources|layouts|tests|tools|docs)/[\w./-]+")
    named = {word.rstrip("/") for code in _code(page(name)) for word in path.findall(code)}
    assert not [path for path in named if not path.startswith(INVENTED) and not (repository / path).exists()]


def _of_today(text):
    """CHANGELOG without what it says of before: first columns of its tables, what was removed, what was wrong."""
    latest = text.partition("\n## ")[2].partition("\n## ")[0]
    sections = [part for part in latest.split("\n### ") if not part.startswith(("Removed", "Fixed"))]
    return re.sub(r"^  \|[^|]*\|", "", "\n".join(sections), flags=re.MULTILINE)


@pytest.mark.parametrize("name", PAGES)
def test_commands_and_their_options_exist(page, name):
    known = {command: options for command, options, _ in _commands()}
    for code in _code(_of_today(page(name)) if name == "CHANGELOG.md" else page(name)):
        typed = re.match(r"(?:\.venv/bin/)?leaflet ([a-z-]+(?: topic)?)(.*)", code)
        if typed:
            command = typed[1] if typed[1] in known else typed[1].split()[0]
            assert command in known, code
            assert set(re.findall(r"--[a-z-]+", typed[2])) <= known[command], code


@pytest.mark.parametrize("name", PAGES)
def test_targets_of_make_exist(page, repository, name):
    known = set(re.findall(r"^([a-z-]+):", (repository / "Makefile").read_text(), re.MULTILINE))
    named = {m[1] for code in _code(page(name)) if (m := re.match(r"make ([a-z-]+)\b(?!=)", code))}
    assert named <= known


def test_every_command_and_option_is_in_the_readme(page):
    text = page("README.md")
    for command, options, says in _commands():
        row = next((line for line in text.splitlines() if line.startswith(f"| `leaflet {command}")), "")
        assert row, command
        shared = {"--format", "--root", "--debug"}
        assert all(option in row for option in options - shared), command
        assert row.endswith(f"| {says[0].lower()}{says[1:].rstrip('.')} |"), command
        assert all(option in text for option in shared)


def test_the_latest_version_in_the_changelog_is_the_projects(page, repository):
    project = tomllib.loads((repository / "pyproject.toml").read_text())["project"]
    assert (
        re.findall(r"^## \[([\d.]+)\] - \d{4}-\d\d-\d\d$", page("CHANGELOG.md"), re.MULTILINE)[0] == project["version"]
    )


def test_checks_that_were_renamed_are_gone_and_have_the_new_name(page):
    renamed = re.findall(r"^  \| `([a-z-]+)` \| `([a-z-]+)` \|$", page("CHANGELOG.md"), re.MULTILINE)
    assert len(renamed) > 40
    assert {new for _, new in renamed} <= set(EXPLANATIONS)
    assert not {old for old, _ in renamed} & set(EXPLANATIONS)


def test_exit_statuses_are_in_the_readme(page):
    rows = re.findall(r"^\| (\d+) \|", page("README.md"), re.MULTILINE)
    ended_by_signal = {ExitStatus.INTERRUPTED, ExitStatus.TERMINATED}
    assert [int(n) for n in rows] == [status for status in ExitStatus if status not in ended_by_signal]


def test_every_variable_of_the_environment_is_for_developers_and_no_other(page, repository):
    sources = "".join(file.read_text("utf-8") for file in (repository / "src").rglob("*.py"))
    listed = {name for name in _first_column(page("docs/developers.md"), "variable") if name.startswith("LEAFLET_")}
    assert listed == set(re.findall(r"\bLEAFLET_[A-Z_]+\b", sources))


def test_every_target_of_make_is_for_developers(page, repository):
    known = dict(re.findall(r"^([a-z-]+):[^#\n]*## (.*)$", (repository / "Makefile").read_text(), re.MULTILINE))
    told = dict(re.findall(r"^\| `make(?: ([a-z-]+))?` \| (.*) \|$", page("docs/developers.md"), re.MULTILINE))
    assert told == {name if name != "all" else "": says for name, says in known.items()}


def test_every_check_is_told_to_editors_in_its_own_words_and_no_other(page):
    table = page("docs/editors.md").split("| message |", 1)[1].split("\n\n", 1)[0]
    told = dict(re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", table, re.MULTILINE))
    assert told == {name: text.splitlines()[0] for name, text in EXPLANATIONS.items()}


def test_every_test_of_preflight_is_told_and_no_other(page):
    told = _first_column(page("docs/preflight.md"), "test")
    assert sorted(told) == sorted([*(test.NAME for test in LAWS), standards.NAME])


def test_every_name_in_a_template_is_told_to_designers_and_no_other(page):
    named = {name.partition("(")[0] for name in _first_column(page("docs/designers.md"), "name")}
    assert named == set(template_context(edition()))


def test_members_of_an_edition_that_are_told_to_designers_exist(page):
    members = {f.name for f in fields(Edition)} | set(dir(Edition))
    assert set(re.findall(r"edition\.(\w+)", page("docs/designers.md"))) <= members


def test_every_field_of_a_layout_is_told_to_designers_and_no_other(page):
    written = {name for name, field in Layout.model_fields.items() if not field.exclude}
    assert set(_first_column(page("docs/designers.md"), "field")) == written


def test_attributes_are_the_same_in_docs_and_templates(page, repository):
    told = set(re.findall(r"data-[a-z]+", page("docs/designers.md")))
    templates = "".join(file.read_text("utf-8") for file in (repository / "layouts").rglob("*.j2"))
    used = set(re.findall(r"data-[a-z]+", templates))
    assert told == ATTRIBUTES
    assert used <= ATTRIBUTES


@pytest.mark.parametrize("words", [StatementKind, Audience], ids=lambda words: words.__name__)
def test_every_word_of_a_closed_list_is_told_to_designers(page, words):
    assert not [str(word) for word in words if f"`{word}`" not in page("docs/designers.md")]


RANGE = re.compile(r"([a-z0-9-]+)>=([0-9.]+),<([0-9.]+)")
"""Name, the version that is tested, and the first that may break something."""


def _ranges(repository, *extras):
    """Name, first version and the one that is too new, of what pyproject.toml needs, with its `extras`."""
    project = tomllib.loads((repository / "pyproject.toml").read_text())["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    matches = [RANGE.fullmatch(line) for line in lines]
    assert all(matches), lines
    return [match.groups() for match in matches]


def test_every_dependency_has_a_licence_and_a_reason(page, repository):
    rows = re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \| ([^|]+) \|$", page("docs/decisions.md"), re.MULTILINE)
    told = [name for name, licence, why in rows if name != "package" and licence.strip() and why.strip()]
    assert sorted(told) == sorted({name for name, _, _ in _ranges(repository, "cluster", "bench", "dev")})


def test_a_range_ends_before_the_next_version_that_may_break_something(repository):
    for name, first, end in _ranges(repository, "cluster", "bench", "dev"):
        major, minor, *_ = first.split(".")
        assert end == (str(int(major) + 1) if int(major) else f"0.{int(minor) + 1}"), name


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"])
def test_locks_pin_where_the_ranges_begin_with_checksums_and_name_no_place(repository, lock):
    text = "\n" + (repository / lock).read_text()
    extra = re.findall(r"requirements-(\w+)", lock)
    pins = [f"{name}=={first}" for name, first, _ in _ranges(repository, *extra)]
    assert not [pin for pin in pins if f"\n{pin} \\\n    --hash=sha256:" not in text]
    assert not re.search(r"://|^-|^/|^\s+#.*/.*\.(whl|gz)", text, re.MULTILINE)


def test_the_review_record_that_editors_are_shown_is_one(page):
    (shown,) = re.findall(r"```yaml\n(- name: .*?)```", page("docs/editors.md"), re.DOTALL)
    document, problems = parse_yaml(TextFile("review.yaml", shown))
    assert not problems
    (record,) = document.value
    assert ReviewRecord.model_validate(record).covers("trifold", "en-NL", *(record[f]["trifold"] for f in BOUND_TO))


@pytest.mark.parametrize("name", [name for name in PAGES if name != "CHANGELOG.md"])
def test_words_that_were_retired_are_gone(page, name):
    assert not re.findall(RETIRED, page(name), re.IGNORECASE)


@pytest.mark.parametrize("name", PAGES)
def test_lines_are_not_longer_than_a_screen(page, name):
    assert not [line for line in page(name).splitlines() if len(line) > 160 and not line.startswith("|")]


def test_nobody_is_told_to_install_a_strangers_package(repository):
    """The distribution is called leaflet-press; `leaflet` on PyPI is another."""
    files = [repository / name for name in (*PAGES, "Makefile", "pyproject.toml")]
    files += [file for folder in ("src", "tools", ".ci") for file in (repository / folder).rglob("*") if file.is_file()]
    told = re.compile(r"""install\b[^`\n]*[ '"]leaflet(?:[\['"`]|==|$)""", re.MULTILINE)
    assert told.search("pip install 'leaflet[cluster]'")
    assert told.search("pip install leaflet")
    texts = [file.read_text("utf-8") for file in files if file.suffix not in (".pyc", ".ttf")]
    assert not [text for text in texts if told.search(text)]


def test_every_name_in_templates_that_was_renamed_is_told_to_users(page):
    rows = re.findall(r"^  \| `([^`]+)` \| `([^`]+)` \|$", page("CHANGELOG.md"), re.MULTILINE)
    told = {(re.sub(r"\(.*\)", "", old).split(".")[-1], re.sub(r"\(.*\)", "", new).split(".")[-1]) for old, new in rows}
    renamed = {(old[-1], new[-1]) for old, new in {**RENAMED, **RENAMED_METHODS}.items()}
    assert renamed <= told


def _terms(rules):
    """Every term of the lists of a language in wording.yaml, groups included."""
    for value in rules.values():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield from value
    for group in (rules.get("groups") or {}).values():
        yield from _terms(group)


def _unused_lists(rules):
    """Lists of `words` that neither a term nor another list names: only a check can look for them."""
    terms = list(_terms(rules))
    phrases = [phrase for words in rules["words"].values() for phrase in words]
    phrases += [
        phrase for term in terms for phrase in ([term["term"]] if isinstance(term["term"], str) else term["term"])
    ]
    used = {name for phrase in phrases for name in re.findall(r"<([a-z-]+)>", phrase)}
    used |= {name for term in terms for field in ("said_of", "not_of", "fine_in") for name in term.get(field, ())}
    return set(rules["words"]) - used


def test_every_list_that_a_check_looks_for_and_every_key_is_told_to_editors(repository):
    page = (repository / "docs/editors.md").read_text("utf-8")
    wording = {language: lists.model_dump(mode="json") for language, lists in read_word_lists(repository)[0].items()}
    code = "".join(file.read_text("utf-8") for file in (repository / "src/leaflet").rglob("*.py"))
    lists = {name for rules in wording.values() for name in _unused_lists(rules) if f'"{name}"' in code}
    assert {"claimed", "disproved", "emergency-number", "in-need"} <= lists
    models = (HouseWords, LeftOut, Term, LanguageRules)
    keys = {name for model in models for name in model.model_fields} - {"origin", "term"}
    told = set(re.findall(r"`([a-z_-]+):?(?: warning| true)?`", page))
    assert sorted((lists | keys) - told) == []


def test_every_rule_of_lists_of_clinics_is_told_to_networks(repository):
    page = (repository / "docs/clinics.md").read_text("utf-8")
    assert [rule for rule in CLINIC_EXPLANATIONS if f"`{rule}`" not in page] == []

"""A tiny topic that holds many sentences, each a paragraph of its own, and what the policies say of each."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from leaflet import policies
from leaflet.problem import Problem
from leaflet.read.sources import read_library

HERE = Path(__file__).parent
BASE = HERE / "base"
WORDING = HERE.parents[1] / "sources/wording.yaml"
SUBSTANCES = "{en: [tea, psilocybin, MDMA, LSD], nl: [thee, psilocybine, MDMA, XTC, LSD]}"
"""The names of the topic's substance, where it is in a group."""
TODAY = date(2026, 11, 24)
TOPIC = "sources/topics/tiny"


def sentence_problems(
    root: Path, english: Mapping[str, str], dutch: Mapping[str, str] | None = None, *, groups: tuple[str, ...] = ()
) -> dict[str, list[Problem]]:
    """By id, what is reported at each sentence of `english`, and of its translation in `dutch`, in a topic of `groups`.

    The house has the word lists of the project.
    """
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    shutil.copy(WORDING, root / "sources/wording.yaml")
    substances = root / "sources/substances.yaml"
    listed = substances.read_text("utf-8").replace("groups: []", f"groups: [{', '.join(groups)}]")
    listed = listed.replace("{en: [tea, green tea*], nl: [thee]}", SUBSTANCES) if groups else listed
    substances.write_text(listed, "utf-8")
    lines: dict[tuple[str, int], str] = {}
    text = (root / TOPIC / "text.md").read_text("utf-8").rstrip().split("\n")
    for n, (name, sentence) in enumerate(english.items()):
        text += ["", f'## Part {n} {{: #part-{n} for="patient" role="evidence" }}', "", *sentence.split("\n")]
        lines.update({(f"{TOPIC}/text.md", len(text) - i): name for i in range(sentence.count("\n") + 1)})
    (root / TOPIC / "text.md").write_text("\n".join(text) + "\n", "utf-8")
    catalog = (root / TOPIC / "nl.po").read_text("utf-8").rstrip().split("\n")
    for n, name in enumerate(english):
        if dutch and name in dutch:
            entry = [
                f'msgctxt "block/part-{n}.1/markdown"',
                f"msgid {_quoted(english[name])}",
                f"msgstr {_quoted(dutch[name])}",
            ]
            catalog += ["", *entry]
            lines.update({(f"{TOPIC}/nl.po", len(catalog) - i): name for i in range(3)})
    (root / TOPIC / "nl.po").write_text("\n".join(catalog) + "\n", "utf-8")
    library, unread = read_library(root)
    assert library is not None, unread
    found: dict[str, list[Problem]] = {}
    for problem in (*unread, *policies.check(library, TODAY)):
        name = lines.get((problem.span.path, problem.span.line))
        if name and problem.rule not in {"missing-translation", "untranslated-statement"}:
            found.setdefault(name, []).append(problem)
    return found


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

"""What other programs run of leaflet: pre-commit its hook, GitHub the steps of its action, shells its completion."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml
from test_docs import _commands

from leaflet.cli import main as cli

TODAY = "2026-11-24"
BASH = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c")
"""As GitHub runs a step with `shell: bash`."""


def _broken(house):
    """The house with a misspelt key."""
    file = house / "sources/house.yaml"
    file.write_text(file.read_text("utf-8").replace("publisher:", "publisherr:"), "utf-8")


# pre-commit


@pytest.fixture
def hook(repository):
    """The hook, of which there is one."""
    (found,) = yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return found


def test_the_hook_has_what_pre_commit_needs(hook):
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False


def test_the_hook_runs_for_every_file_that_is_read_and_for_no_other(hook, repository):
    for path in ("sources/house.yaml", "sources/topics/a/text.md", "layouts/nl.po"):
        assert re.search(hook["files"], path)
    assert not re.search(hook["files"], "docs/sources/house.md")


@pytest.mark.slow
def test_the_hook_passes_a_good_house_and_refuses_a_broken_one(hook, project):
    command, *arguments = hook["entry"].split()
    assert command == "leaflet"

    def run():
        typed = [sys.executable, "-m", "leaflet.cli.main", *arguments]
        environment = {**os.environ, "LEAFLET_TODAY": TODAY}
        return subprocess.run(typed, cwd=project, env=environment, capture_output=True, text=True, check=False)

    assert run().returncode == 0
    _broken(project)
    assert run().returncode == 1


# GitHub


def test_the_action_is_one(repository):
    typed = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    subprocess.run(typed, cwd=repository, check=True)


@pytest.fixture
def runner(repository, tmp_path):
    """The environment of a runner: the action in a folder of its own, and a place for temporary files.

    What the action installs is there already, as this Python has it; so nothing comes from a network.
    """
    action, temporary = tmp_path / "action", tmp_path / "temporary"
    for name in ("src", "pyproject.toml", "README.md", "LICENSE", "tools/leaflet", "requirements.lock"):
        (action / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (repository / name).is_dir() else shutil.copy
        copy(repository / name, action / name)
    packages = temporary / "leaflet/lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    packages.mkdir(parents=True)
    (packages / "there-already.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    places = {"PATH": path, "RUNNER_TEMP": str(temporary), "GITHUB_ACTION_PATH": str(action)}
    return {**os.environ, **places, "PIP_NO_INDEX": "1", "PYTHONPATH": "", "LEAFLET_TODAY": TODAY}


@pytest.mark.slow
def test_the_steps_of_the_action_pass_a_good_house_and_mark_what_is_wrong_in_a_broken_one(repository, project, runner):
    action = yaml.safe_load((repository / "action.yml").read_text("utf-8"))["runs"]
    assert action["using"] == "composite"
    assert all(step["shell"] == "bash" for step in action["steps"])

    def run(step):
        typed = (*BASH, step["run"])
        return subprocess.run(typed, cwd=project, env=runner, capture_output=True, text=True, check=False)

    install, check = action["steps"]
    done = run(install)
    assert done.returncode == 0, done.stderr
    package = Path(runner["RUNNER_TEMP"]) / "leaflet/lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    assert (package / "leaflet/start.py").is_file(), "it must be the action's own leaflet that is run"
    done = run(check)
    assert done.returncode == 0, done.stderr
    assert "::error" not in done.stdout
    _broken(project)
    done = run(check)
    assert done.returncode == 1
    assert re.search(r"^::error file=sources/house\.yaml,line=\d+,col=1,", done.stdout, re.MULTILINE)


# Shells

SHELLS = ("bash", "zsh", "fish")


def _asked(**environment):
    """What leaflet prints when a shell asks it."""
    typed = [sys.executable, "-m", "leaflet.cli.main"]
    return subprocess.run(typed, env={**os.environ, **environment}, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_the_line_in_the_docs_gives_the_shell_its_completion(shell, repository):
    page = (repository / "docs/editors.md").read_text("utf-8")
    assert f"_LEAFLET_COMPLETE={shell}_source leaflet" in page
    assert "_leaflet_completion" in _asked(_LEAFLET_COMPLETE=f"{shell}_source")


def _completed(words, position):
    told = _asked(_LEAFLET_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(position))
    return {line.partition(",")[2] for line in told.splitlines()}


def test_every_command_and_every_option_is_completed():
    assert _completed("leaflet ", 1) == set(cli.leaflet.commands)
    for command, options, _ in _commands():
        words = f"leaflet {command}"
        assert options <= _completed(f"{words} --", len(words.split())), command


def test_bash_completes_a_command_that_was_begun(tmp_path):
    """The whole way: bash loads what the docs say, and asks it."""
    leaflet = tmp_path / "leaflet"
    leaflet.write_text(f'#!/bin/sh\nexec {sys.executable} -m leaflet.cli.main "$@"\n', "utf-8")
    leaflet.chmod(0o755)
    script = (
        'eval "$(_LEAFLET_COMPLETE=bash_source leaflet)"; COMP_WORDS=(leaflet up); COMP_CWORD=1; '
        '_leaflet_completion leaflet; echo "${COMPREPLY[@]}"'
    )
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run([*BASH, script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "upgrade\n"

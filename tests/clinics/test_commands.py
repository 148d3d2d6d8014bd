"""The whole command, as it is typed: killed at any moment, and on a cluster that wants certificates."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys

import pytest
from clinic_samples import clinic, original
from distributed import LocalCluster, Security

from leaflet.build import cluster
from leaflet.build.workers import Limits
from leaflet.clinics import batch

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("copies")]

ONE = ("--layout", "uncertainty-checklist", "--locale", "en-NL", "--no-verapdf")
COLUMNS = "id,name,address,phone,hours,emergency,web,logo,languages"
MANY = 60
KILLS = 8


def _typed(project, repository, *arguments):
    """The command, begun."""
    return subprocess.Popen(
        [sys.executable, "-m", "leaflet.cli.main", "build", *ONE, *arguments],
        cwd=project,
        env={**os.environ, "LEAFLET_TODAY": "2026-11-24", "PYTHONPATH": str(repository / "src")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _well(process):
    _, output = process.communicate(timeout=120)
    assert process.returncode == 0, output


def _copies(out):
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in (out / "clinics").rglob("*.pdf")}


@pytest.fixture
def listed(project):
    """A project with a list of clinics."""
    rows = (f"c{n:02},Praktijk {n} (verzonnen),Voorbeeldweg {n},020 000 {n:04},,,,,en-NL" for n in range(MANY))
    (project / "clinics.csv").write_text("\n".join((COLUMNS, *rows, "")), "utf-8")
    return project


def test_a_batch_that_is_killed_at_random_moments_ends_with_the_very_same(listed, repository):
    _well(_typed(listed, repository, "--out", "whole", "--clinics", "clinics.csv"))
    whole = _copies(listed / "whole")
    assert len(whole) == MANY
    _well(_typed(listed, repository))
    chance, there = random.Random(4), 0
    for _ in range(KILLS):
        process = _typed(listed, repository, "--clinics", "clinics.csv")
        try:
            process.wait(timeout=chance.uniform(1, 4))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        own = _copies(listed / "output")
        assert all(whole[path] == data for path, data in own.items())  # a file is complete or missing
        assert len(own) >= there
        there = len(own)
    _well(_typed(listed, repository, "--clinics", "clinics.csv"))
    assert _copies(listed / "output") == whole
    assert not [file for file in (listed / "output").rglob("*") if file.name.endswith((".part", ".jsonl"))]
    recorded = json.loads((listed / "output/clinics/manifest.json").read_text("utf-8"))["files"]
    digests = {path.removeprefix("clinics/"): hashlib.sha256(data).hexdigest() for path, data in whole.items()}
    assert {path: entry["sha256"] for path, entry in recorded.items()} == digests


@pytest.fixture
def certificates(tmp_path):
    """Two certificates that nobody has signed, each with its key."""
    if not shutil.which("openssl"):
        assert "CI" not in os.environ, "openssl is not on PATH"
        pytest.skip("openssl is not on PATH")
    for name in ("own", "strange"):
        files = ("-keyout", tmp_path / f"{name}.key", "-out", tmp_path / f"{name}.pem")
        asked = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost")
        subprocess.run((*asked, *files), check=True, capture_output=True)
    return tmp_path


def test_a_cluster_that_wants_certificates_makes_copies_for_those_who_have_them(certificates, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 10)
    pem, key = str(certificates / "own.pem"), str(certificates / "own.key")
    parts = ("client", "scheduler", "worker")
    own = {f"tls_{part}_{what}": file for part in parts for what, file in (("cert", pem), ("key", key))}
    security = Security(require_encryption=True, tls_ca_file=pem, **own)
    clinics = (clinic("oak"), clinic("elm"))
    unit = batch.WorkUnit(batch.copy_template.prepare(original(), clinics), clinics, frozenset())
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, security=security) as there:
        assert there.scheduler_address.startswith("tls://")
        with cluster.connect(cluster.SchedulerAddress(there.scheduler_address, pem, pem, key), Limits()) as run_units:
            (done,) = run_units((unit,))
        assert [(one.clinic, bool(one.copy)) for one in done] == [("oak", True), ("elm", True)]
        strange = [str(certificates / f"strange.{end}") for end in ("pem", "pem", "key")]
        refused = cluster.SchedulerAddress(there.scheduler_address, *strange)
        with pytest.raises(cluster.NoClusterError), cluster.connect(refused, Limits()):
            pass

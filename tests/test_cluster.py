"""Units of work on a cluster: our own limits there, values that need no folder, and what is said if it isn't there."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys

import pytest
from distributed import LocalCluster, Security
from processes import children, command_line
from samples import TODAY
from unit_samples import (
    Sample,
    crash_at_three,
    hang_at_three,
    number_of,
    print_much,
    raise_at_three,
    sleep_a_little,
)

from leaflet.build import cluster, pipeline
from leaflet.build.cluster import NoClusterError, SchedulerAddress, connect
from leaflet.build.pipeline import EditionUnit, make, make_unit
from leaflet.build.workers import WORKERS_VARIABLE, Limits, WorkerFailure
from leaflet.editions.from_library import editions

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]

LIMITS = Limits(seconds=20, cpu_seconds=20, megabytes=500)
SAMPLES = [Sample(number) for number in range(8)]


@pytest.fixture(scope="module")
def run_units(repository):
    """What runs units on a local cluster of two workers, which can import the tests' modules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(str(repository / name) for name in ("src", "tests")))
        patch.setenv(WORKERS_VARIABLE, "2")
        with connect(SchedulerAddress(cluster.LOCAL)) as run:
            yield run


def test_results_come_in_the_order_of_the_units_which_were_sent_as_values(run_units):
    assert list(run_units(number_of, SAMPLES, LIMITS)) == [(n, True) for n in range(8)]


def test_more_units_than_are_sent_at_once_come_all(run_units):
    many = [Sample(number) for number in range(cluster.IN_FLIGHT + 10)]
    assert [number for number, _ in run_units(number_of, many, LIMITS)] == [sample.number for sample in many]


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (hang_at_three, "took more than 0.5 seconds"),
        (crash_at_three, "ended its process with the signal SIGSEGV"),
        (raise_at_three, "failed: integer division or modulo by zero (ZeroDivisionError)"),
    ],
    ids=["hangs", "crashes", "raises"],
)
def test_what_breaks_a_limit_is_named_as_on_this_machine_and_the_others_are_finished(run_units, task, reason):
    limits = Limits(seconds=0.5, cpu_seconds=20, megabytes=500)
    results = list(run_units(task, SAMPLES, limits))
    assert isinstance(results[3], WorkerFailure)
    assert results[3].reason == reason
    assert isinstance(results[3].error, ZeroDivisionError) is (task is raise_at_three)
    assert results[:3] + results[4:] == [0, 1, 2, 4, 5, 6, 7]


def test_what_a_unit_prints_is_no_result(run_units):
    assert list(run_units(print_much, SAMPLES[:2], LIMITS)) == [0, 1]


def test_what_nobody_waits_for_is_given_up(run_units):
    results = run_units(sleep_a_little, [Sample(number) for number in range(1000)], LIMITS)
    assert next(results) == 0
    results.close()
    assert list(run_units(number_of, SAMPLES[:1], LIMITS)) == [(0, True)]


# An edition as a value


@pytest.fixture(scope="module")
def edition(repository):
    """One whose layout has a picture of its own."""
    library, _ = pipeline.check(repository, TODAY)
    return next(e for e in editions(library, TODAY) if e.layout.id == "large-print" and e.locale.language == "en")


def test_a_portable_edition_names_no_folder_of_this_machine(project):
    library, _ = pipeline.check(project, TODAY)
    unit, folder = EditionUnit(editions(library, TODAY)[0], {}), os.fsencode(project.parent.name)
    assert folder in pickle.dumps(unit)
    assert folder not in pickle.dumps(unit.portable())


def test_a_portable_edition_is_made_to_the_same_bytes_without_the_project(edition, tmp_path, monkeypatch):
    unit = EditionUnit(edition, {}).portable()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    own, other = make(edition), make_unit(unit)
    assert other.problems == own.problems == ()
    assert other.rendered.pdf == own.rendered.pdf
    assert other.build_key == own.build_key
    assert not list(tmp_path.iterdir())


def test_a_portable_edition_that_is_up_to_date_is_not_made_again(edition):
    path, key = "bdnf-trkb/en-NL/large-print.pdf", make(edition).build_key
    entries = {path: {"made_from": key}, "bdnf-trkb/nl-NL/large-print.pdf": {"made_from": key}}
    unit = EditionUnit(edition, entries).portable()
    assert list(unit.entries) == [path]
    assert make_unit(unit).published_entry == entries[path]


def test_a_fault_of_a_template_is_reported_at_the_same_place(project, tmp_path):
    page = project / "layouts/trifold/page.html.j2"
    page.write_text(page.read_text("utf-8").replace("{% block body %}", "{% block body %}{{ nothing.x }}"), "utf-8")
    library, _ = pipeline.check(project, TODAY)
    one = next(e for e in editions(library, TODAY) if e.layout.id == "trifold")
    assert make_unit(EditionUnit(one, {}).portable()).problems == make(one).problems != ()


# What is said where there is no cluster


def _refused(address):
    with pytest.raises(NoClusterError) as raised, connect(address) as run:
        list(run(number_of, SAMPLES, LIMITS))
    return str(raised.value)


def test_a_cluster_that_does_not_answer_is_reported(monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.2)
    assert "tcp://127.0.0.1:9 does not answer" in _refused(SchedulerAddress("tcp://127.0.0.1:9"))


def test_where_dask_is_missing_it_says_what_to_install_and_from_where(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    message = _refused(SchedulerAddress(cluster.LOCAL))
    assert "`pip install '.[cluster]'`" in message
    assert "leaflet-press[cluster]" in message
    assert "install leaflet" not in message


def test_a_cluster_without_workers_is_reported(monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    with _cluster(n_workers=0) as empty:
        assert "has no worker" in _refused(SchedulerAddress(empty.scheduler_address))


def test_a_worker_with_another_program_is_named_and_nothing_is_made(monkeypatch, run_units):
    monkeypatch.setattr(cluster, "program_digest", lambda: "another")
    with pytest.raises(NoClusterError, match=r"the worker tcp://\S+ has another leaflet, or other libraries or fonts"):
        list(run_units(number_of, SAMPLES, LIMITS))


def test_a_scheduler_that_is_lost_is_reported(repository, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 3)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(str(repository / name) for name in ("src", "tests"))}
    typed = [sys.executable, "-m", "unit_cluster"]
    with subprocess.Popen(typed, env=environment, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as there:
        address = there.stdout.readline().strip()
        with pytest.raises(NoClusterError, match="was lost"), connect(SchedulerAddress(address)) as run:
            results = run(sleep_a_little, [Sample(number) for number in range(100)], LIMITS)
            assert next(results) == 0
            there.kill()
            list(results)


def _cluster(**options):
    return LocalCluster(
        threads_per_worker=1, scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"}, **options
    )


# Certificates


def test_certificates_are_passed_on(tmp_path):
    for name in ("ca", "cert", "key"):
        (tmp_path / name).write_text("x")
    files = [str(tmp_path / name) for name in ("ca", "cert", "key")]
    security = cluster._security(SchedulerAddress("tls://host:8786", *files))
    assert security.require_encryption
    assert (security.tls_ca_file, security.tls_client_cert, security.tls_client_key) == tuple(files)


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


def test_a_cluster_that_wants_certificates_works_for_those_who_have_them(certificates, monkeypatch, repository):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 10)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(str(repository / name) for name in ("src", "tests")))
    pem, key = str(certificates / "own.pem"), str(certificates / "own.key")
    parts = ("client", "scheduler", "worker")
    own = {f"tls_{part}_{what}": file for part in parts for what, file in (("cert", pem), ("key", key))}
    security = Security(require_encryption=True, tls_ca_file=pem, **own)
    with _cluster(n_workers=1, security=security) as there:
        assert there.scheduler_address.startswith("tls://")
        with connect(SchedulerAddress(there.scheduler_address, pem, pem, key)) as run:
            assert list(run(number_of, SAMPLES[:2], LIMITS)) == [(0, True), (1, True)]
        strange = [str(certificates / f"strange.{end}") for end in ("pem", "pem", "key")]
        _refused(SchedulerAddress(there.scheduler_address, *strange))


# What stays behind


def test_two_clusters_at_once_do_not_collide_and_nothing_stays(run_units, recwarn):
    before = set(children(os.getpid()))
    with connect(SchedulerAddress(cluster.LOCAL)) as run:
        assert list(run(number_of, SAMPLES[:1], LIMITS)) == [(0, True)]
    assert not [str(warning.message) for warning in recwarn if "Port" in str(warning.message)]
    left = set(children(os.getpid())) - before
    assert not [line for pid in left if "unit_process" in (line := command_line(pid)) or "spawn_main" in line]

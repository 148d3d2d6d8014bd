"""Work on other machines, by `dask.distributed`, which `pip install '.[cluster]'` adds; imported only here.

A unit is sent as a value, and runs in a process of its own that the worker can kill: dask has no time limit for a
task. The result is sent back and written here: the journal on disk says what is done, never a future.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from leaflet.build.workers import Limits, WorkerFailure, apply_limits
from leaflet.clinics.batch import CandidateCopy, RunUnits, WorkUnit, make_copies

LOCAL = "local"
"""In the place of an address: a cluster of this machine, for as long as the batch takes."""
_LOCAL_WORKERS = 2
CONNECT_SECONDS = 30
"""Seconds to wait for a scheduler."""
_RETRIES = 3
"""How often a unit is retried on another worker, such as when a machine is switched off."""


class NoClusterError(Exception):
    """The cluster can't be reached; the message says why."""


@dataclass(frozen=True)
class SchedulerAddress:
    """A scheduler's address, and the TLS certificates for it."""

    scheduler: str
    """`tcp://…`, `tls://…`, or LOCAL."""
    ca_file: str | None = None
    cert_file: str | None = None
    key_file: str | None = None


@contextmanager
def connect(address: SchedulerAddress, limits: Limits) -> Iterator[RunUnits]:
    """A function that runs units on the cluster and gives the result of each. Raises NoClusterError."""
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise NoClusterError(
            "dask is not installed; in a clone, `.venv/bin/pip install '.[cluster]'` adds it"
        ) from error
    try:
        local_cluster = _local(LocalCluster) if address.scheduler == LOCAL else None
        client = Client(local_cluster or address.scheduler, security=_security(address), timeout=CONNECT_SECONDS)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise NoClusterError(f"{address.scheduler} does not answer: {error}") from error
    try:
        yield partial(_run_on_cluster, client, limits)
    finally:
        client.close()  # type: ignore[no-untyped-call]
        if local_cluster:
            local_cluster.close()


def _local(cluster_class: Any) -> Any:
    return cluster_class(n_workers=_LOCAL_WORKERS, threads_per_worker=1, dashboard_address=None)


def _security(address: SchedulerAddress) -> Any:
    from distributed.security import Security  # noqa: PLC0415

    if not (address.ca_file or address.cert_file or address.key_file):
        return None
    return Security(  # type: ignore[no-untyped-call]
        tls_ca_file=address.ca_file,
        tls_client_cert=address.cert_file,
        tls_client_key=address.key_file,
        require_encryption=True,
    )


def _run_on_cluster(
    client: Any, limits: Limits, units: Sequence[WorkUnit]
) -> Iterator[tuple[CandidateCopy, ...] | WorkerFailure]:
    from distributed import KilledWorker  # noqa: PLC0415

    futures = client.map(
        partial(run_pickled, limits=limits), [pickle.dumps(unit) for unit in units], retries=_RETRIES, pure=False
    )
    for future in futures:
        try:
            yield pickle.loads(future.result())
        except KilledWorker as error:
            yield WorkerFailure(f"was lost with its worker: {error}")
        future.release()


def run_pickled(unit: bytes, limits: Limits) -> bytes:
    """A pickled WorkUnit → its pickled result, CandidateCopies or a WorkerFailure. Runs on a worker of the cluster."""
    count = len(pickle.loads(unit).clinics)
    unit_limits = limits.scaled(count)
    try:
        process = subprocess.run(
            (sys.executable, "-m", "leaflet.build.cluster", str(unit_limits.cpu_seconds), str(unit_limits.megabytes)),
            input=unit,
            capture_output=True,
            timeout=unit_limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return pickle.dumps(WorkerFailure(f"took more than {unit_limits.seconds:g} seconds"))
    if process.returncode:
        last_line = process.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["it printed nothing"]
        return pickle.dumps(WorkerFailure(f"ended its process with the status {process.returncode}: {last_line[0]}"))
    return process.stdout


def _main() -> None:
    """In a process of its own: reads a WorkUnit from standard input, writes its result to standard output."""
    apply_limits(Limits(cpu_seconds=int(sys.argv[1]), megabytes=int(sys.argv[2])))
    unit = pickle.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(pickle.dumps(make_copies(unit)))


if __name__ == "__main__":
    _main()

"""Units of work on other machines, by `dask.distributed`; imported only here.

A unit is sent as a value, without any folder of this machine, and runs there under our own limits (`unit_process`).
Its result is sent back and written here: the journal on disk says what is done, never a future.
"""

from __future__ import annotations

import logging
import pickle
import signal
import ssl
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import resource_tracker
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from leaflet.build.build_key import program_digest
from leaflet.build.unit_process import UnitProcess, UnitProcessError, start_unit_process
from leaflet.build.units import R, RunUnits, U
from leaflet.build.workers import IN_FLIGHT, Limits, WorkerFailure, worker_count

LOCAL = "local"
"""In the place of an address: a cluster of this machine, for as long as the command takes."""
CONNECT_SECONDS = 30
"""Seconds to wait for a scheduler, and for its first worker."""
_RETRIES = 3
"""How often a unit is retried whose process was killed, such as by a machine without memory."""


class NoClusterError(Exception):
    """The cluster can't be reached or can't be used; the message says why."""


@dataclass(frozen=True)
class SchedulerAddress:
    """A scheduler's address, and the TLS certificates for it."""

    scheduler: str
    """`tcp://…`, `tls://…`, or LOCAL."""
    ca_file: str | None = None
    cert_file: str | None = None
    key_file: str | None = None


@contextmanager
def connect(address: SchedulerAddress) -> Iterator[RunUnits]:
    """A function that runs units on the cluster. Raises NoClusterError, also while it runs them."""
    try:
        import distributed  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise NoClusterError(
            "dask is not installed; in the folder with leaflet's pyproject.toml type `pip install '.[cluster]'`, "
            "which installs the extra leaflet-press[cluster]"
        ) from error
    with ExitStack() as stack:
        try:
            cluster = stack.enter_context(_local_cluster(distributed)) if address.scheduler == LOCAL else None
            client = stack.enter_context(
                distributed.Client(cluster or address.scheduler, security=_security(address), timeout=CONNECT_SECONDS)  # type: ignore[no-untyped-call]
            )
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except ssl.SSLError as error:  # before any connection: a file that holds no certificate
            raise NoClusterError(f"the certificates can't be used: {error}") from error
        except (OSError, ValueError, TimeoutError) as error:
            raise NoClusterError(f"{address.scheduler} does not answer, or has no worker: {error}") from error
        yield partial(_run_units, client, address.scheduler)


@contextmanager
def _local_cluster(distributed: Any) -> Iterator[Any]:
    """A worker for each process that would make editions, all ports chosen by the system."""
    with TemporaryDirectory(prefix="leaflet-") as folder:
        with _ctrl_c_held():
            cluster = distributed.LocalCluster(
                n_workers=worker_count(),
                threads_per_worker=1,
                scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
                local_directory=folder,
                silence_logs=logging.CRITICAL,
            )
        with cluster:
            yield cluster


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """Hold Ctrl-C back in the `with` block; processes and threads that begin there never get it.

    It is for the command, which ends its workers: each of them would print a traceback.
    """
    resource_tracker.ensure_running()  # or multiprocessing begins it later, and lets Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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


def _run_units(
    client: Any, scheduler: str, task: Callable[[U], R], items: Sequence[U], limits: Limits
) -> Generator[R | WorkerFailure, None, None]:
    """See `RunUnits`. So many are sent at once that no worker waits, and what waits in memory stays bounded."""
    program, waiting = program_digest(), _portable(items)
    pending: deque[Any] = deque()
    with _lost_reported(scheduler):
        at_once = max(IN_FLIGHT, 2 * sum(client.nthreads().values()))

    def submit(item: U) -> Any:
        unit = pickle.dumps((task, item, limits))
        return client.submit(run_unit, unit, program, pure=False, retries=_RETRIES)

    try:
        while True:
            for item in waiting:
                with _lost_reported(scheduler):
                    pending.append(item if isinstance(item, WorkerFailure) else submit(item))
                if len(pending) >= at_once:
                    break
            if not pending:
                return
            with _lost_reported(scheduler):
                result = _result(pending.popleft())
            yield result
    finally:
        if futures := [future for future in pending if not isinstance(future, WorkerFailure)]:
            client.cancel(futures)


def _portable(items: Sequence[U]) -> Iterator[U | WorkerFailure]:
    """Each of `items`, fit for another machine; where one can't be had, the others can."""
    for number in range(len(items)):
        try:
            item: U | WorkerFailure = items[number].portable()
        except Exception as error:  # noqa: BLE001 -- raised by the caller, when the others are done
            item = WorkerFailure(f"failed: {error} ({type(error).__name__})", error)
        yield item


def _result(future: Any) -> Any:
    """A unit's result, or a WorkerFailure."""
    from distributed import KilledWorker  # noqa: PLC0415

    if isinstance(future, WorkerFailure):
        return future
    try:
        return pickle.loads(future.result())
    except (KilledWorker, UnitProcessError):
        return WorkerFailure("was lost each time that it was tried")
    finally:
        future.release()


@contextmanager
def _lost_reported(scheduler: str) -> Iterator[None]:
    """Raise NoClusterError for whatever goes wrong: what a unit itself raises comes back as a value."""
    try:
        yield
    except NoClusterError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {' '.join(str(error).split())}"
        hint = "what was finished is kept, and the same command goes on from there"
        raise NoClusterError(f"{scheduler} was lost ({reason}); {hint}") from error


# On a worker

_processes = threading.local()
"""The process of each of the worker's threads."""


def run_unit(unit: bytes, program: str) -> bytes:
    """The pickled result of a pickled unit: `R`, or a WorkerFailure. Raises UnitProcessError and NoClusterError."""
    try:
        return _process(program).run(unit)
    except UnitProcessError:
        _processes.own = None
        raise


def _process(program: str) -> UnitProcess:
    """This thread's process, started where there is none. Raises NoClusterError where it is of another `program`."""
    from distributed import get_worker  # noqa: PLC0415

    worker = get_worker()
    own: UnitProcess | None = getattr(_processes, "own", None)
    if own is None:
        try:
            own = _processes.own = start_unit_process(Path(worker.local_directory))
        except UnitProcessError as error:
            raise NoClusterError(f"the worker {worker.address} can't run leaflet: it {error}") from error
    if own.program != program:
        raise NoClusterError(
            f"the worker {worker.address} has another leaflet, or other libraries or fonts, than this machine, and "
            "would print other bytes; install the same on both"
        )
    return own

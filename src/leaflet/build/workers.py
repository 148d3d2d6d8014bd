"""Work in processes that can be killed: an item that crashes, hangs or takes too much memory costs no other item.

A worker is forked from this process, with everything that is loaded in it: nothing is sent but the number of an item,
and its result. So a task may be any function, and its items any values; only results must be such that pickle
takes them. Written for Linux; where processes can't be forked, nothing here works.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import resource
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import TimeoutError as TookTooLongError
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

T = TypeVar("T")
R = TypeVar("R")

WORKERS_VARIABLE = "LEAFLET_WORKERS"
"""The environment variable with the number of worker processes; the number of processors where it isn't set."""
IN_FLIGHT = 32
"""Items that are handed out before the first result is back: what waits in memory stays bounded."""
_M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -3, -1
"""Parameters of mallopt(3)."""
_COLLECT_EVERY = 8
_PR_SET_PDEATHSIG = 1
"""PR_SET_PDEATHSIG (prctl(2)): a worker must not outlive a parent that was killed."""


@dataclass(frozen=True)
class Limits:
    """What one item may use."""

    seconds: float = 300
    """By the clock."""
    cpu_seconds: int = 120
    """Of the processor. The longest edition of a usual topic takes 5 (`tools/preflight-cost`)."""
    megabytes: int = 3000
    """That a worker may ask for beyond what it had when it was forked."""

    def scaled(self, count: int) -> Limits:
        """For an item that consists of `count`."""
        return Limits(self.seconds * count, self.cpu_seconds * count, self.megabytes)


@dataclass(frozen=True)
class WorkerFailure:
    """An item has no result: its worker crashed, was stopped or raised."""

    reason: str
    """What the worker did, `took more than 300 seconds`."""
    error: BaseException | None = None
    """What the task itself raised: a fault of ours, not of the item."""


@dataclass(frozen=True)
class _Job(Generic[T, R]):
    task: Callable[[T], R]
    items: Sequence[T]
    limits: Limits
    parent: int


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worker_count() -> int:
    """How many processes work on items."""
    given = os.environ.get(WORKERS_VARIABLE, "")
    return int(given) if given.isdecimal() and int(given) else cores()


def in_workers(
    task: Callable[[T], R], items: Sequence[T], limits: Limits, workers: int | None = None, *, renew_after: int = 0
) -> Generator[R | WorkerFailure, None, None]:
    """`task` of each of `items`, in their order, as they become ready; a WorkerFailure for one without a result.

    There are so many `workers`, or as many as `worker_count` says. Each is replaced by a new one after `renew_after`
    items, so that what it has remembered of them doesn't pile up; 0 means never.
    An item whose worker was killed from outside is tried once more, for the kernel may have killed the wrong one. All
    processes are gone when the iterator ends or is closed.
    """
    if not items:
        return
    job = _Job(task, items, limits, os.getpid())
    with _pool(job, min(workers or worker_count(), len(items)), renew_after) as pool:
        pending: deque[tuple[int, ProcessFuture[R]]] = deque()
        numbers = iter(range(len(items)))
        while True:
            for number in numbers:
                pending.append((number, _schedule(pool, job, number)))
                if len(pending) >= IN_FLIGHT:
                    break
            if not pending:
                return
            number, future = pending.popleft()
            yield _result(pool, job, number, future)


@contextmanager
def _pool(job: _Job[Any, Any], workers: int, renew_after: int) -> Iterator[ProcessPool]:
    fork = multiprocessing.get_context("fork")
    pool = ProcessPool(workers, max_tasks=renew_after, initializer=_start_worker, initargs=(job,), context=fork)
    try:
        yield pool
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _schedule(pool: ProcessPool, job: _Job[Any, Any], number: int) -> ProcessFuture[Any]:
    return pool.schedule(_run, args=(number,), timeout=job.limits.seconds)


def _result(pool: ProcessPool, job: _Job[Any, Any], number: int, future: ProcessFuture[Any], tries: int = 2) -> Any:
    """The task's result, or a WorkerFailure."""
    try:
        return future.result()
    except TookTooLongError:
        return WorkerFailure(f"took more than {job.limits.seconds:g} seconds")
    except ProcessExpired as end:
        if end.exitcode == -signal.SIGKILL and tries > 1:
            return _result(pool, job, number, _schedule(pool, job, number), tries - 1)
        return WorkerFailure(_exit_reason(end.exitcode, job.limits))
    except MemoryError:
        return WorkerFailure(f"needed more than {job.limits.megabytes} MB of memory")
    except Exception as error:  # noqa: BLE001 -- raised by the caller, when the others are done
        return WorkerFailure(f"failed: {error} ({type(error).__name__})", error)


def _exit_reason(status: int, limits: Limits) -> str:
    if status == -signal.SIGXCPU:
        return f"took more than {limits.cpu_seconds} seconds of the processor"
    if status == -signal.SIGABRT:  # C++ does so where it gets no memory
        return f"was given up by native code, most likely because it needed more than {limits.megabytes} MB of memory"
    if status < 0:
        return f"ended its process with the signal {signal.Signals(-status).name}"
    return f"ended its process with the status {status}"


# In the worker

_jobs: list[_Job[Any, Any]] = []
"""The one job of a worker. A list, since it is set once, after the fork."""
_started = count(1)
"""How many items a worker has started."""


def _start_worker(job: _Job[Any, Any]) -> None:
    _jobs.append(job)
    die_with_parent(job.parent)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN if number is signal.SIGINT else signal.SIG_DFL)
    keep_freed_memory()
    _collect_garbage_less_often()
    _limit_memory(job.limits)


def keep_freed_memory() -> None:
    """Keep freed memory for reuse: the pixels of a page take 8 to 16 MB, and the system would clear each block
    again. Saves a tenth of preflight's time."""
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(_M_MMAP_THRESHOLD, 32 * 2**20)
        library.mallopt(_M_TRIM_THRESHOLD, 128 * 2**20)


def _collect_garbage_less_often() -> None:
    """Garbage collection over all that was loaded before the fork, every 700 objects, costs a tenth of the time.

    It is collected after every `_COLLECT_EVERY` items instead, so that memory doesn't grow.
    """
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def _limit_memory(limits: Limits) -> None:
    max_bytes = _data_bytes() + limits.megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (max_bytes, max_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_seconds(limits: Limits) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def die_with_parent(parent: int) -> None:
    """End this process when the thread of `parent` that has started it ends, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _data_bytes() -> int:
    """Bytes of data that this process has, or 0 where that isn't known."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 -- nothing is imported after a fork
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmData:"))
    except (OSError, StopIteration):
        return 0


def _run(number: int) -> Any:
    job = _jobs[0]
    _limit_seconds(job.limits)
    if next(_started) % _COLLECT_EVERY == 0:
        gc.collect()
    return job.task(job.items[number])

"""What crashes, hangs or takes too much memory costs no other item, and nothing of it is left running."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from leaflet.build.workers import Limits, WorkerFailure, in_workers

LIMITS = Limits(seconds=20, cpu_seconds=20, megabytes=500)
NATIVE = "most likely because it needed more than 500 MB of memory"


def _done(task, items, limits=LIMITS, workers=2):
    return list(in_workers(task, items, limits, workers))


def _one_of(bad):
    """A task that is `bad` to the item 3 and gives the others back."""
    return lambda item: bad() if item == 3 else item


def test_results_come_in_the_order_of_the_items():
    assert _done(lambda item: time.sleep(0.05 * (item % 2)) or item * item, range(80)) == [n * n for n in range(80)]


def test_no_items_are_no_work():
    assert _done(lambda item: item, ()) == []


def test_a_worker_is_replaced_after_so_many_items():
    pids = list(in_workers(lambda _: os.getpid(), range(40), LIMITS, 2, renew_after=5))
    assert max(pids.count(pid) for pid in pids) <= 5
    assert len(set(pids)) >= 8


def test_items_are_inherited_and_need_no_pickle():
    assert _done(lambda item: item(), [lambda: 1, lambda: 2]) == [1, 2]


def _spin():
    while True:
        pass


def _hold():
    held = []
    while True:
        held.append(bytearray(20_000_000))


def _crash():
    faulthandler.disable()
    os.kill(os.getpid(), signal.SIGSEGV)


@pytest.mark.parametrize(
    ("bad", "limits", "reason"),
    [
        (lambda: time.sleep(60), replace(LIMITS, seconds=0.5), "took more than 0.5 seconds"),
        (_spin, replace(LIMITS, cpu_seconds=1), "took more than 1 seconds of the processor"),
        (_hold, replace(LIMITS, megabytes=200), "needed more than 200 MB of memory"),
        (lambda: os._exit(7), LIMITS, "ended its process with the status 7"),
        (_crash, LIMITS, "ended its process with the signal SIGSEGV"),
        (os.abort, LIMITS, f"was given up by native code, {NATIVE}"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), LIMITS, "ended its process with the signal SIGKILL"),
    ],
    ids=["hangs", "spins", "eats memory", "exits", "crashes", "aborts", "is killed each time"],
)
def test_what_breaks_a_limit_is_named_and_the_others_are_finished(bad, limits, reason):
    results = _done(_one_of(bad), range(8), limits)
    assert results == [0, 1, 2, WorkerFailure(reason), 4, 5, 6, 7]


def test_an_item_whose_worker_was_killed_once_is_done_again(tmp_path):
    def task(item):
        if item == 3 and not (tmp_path / "killed").exists():
            (tmp_path / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    assert _done(task, range(8)) == list(range(8))


def test_a_limit_of_the_processor_is_for_each_item():
    def half_a_second(item):
        end = time.process_time() + 0.5
        while time.process_time() < end:
            pass
        return item

    assert _done(half_a_second, range(6), replace(LIMITS, cpu_seconds=1), workers=1) == list(range(6))


def test_what_a_task_raises_comes_back_with_the_others():
    results = _done(_one_of(lambda: 1 // 0), range(5))
    assert isinstance(results[3].error, ZeroDivisionError)
    assert results[:3] + results[4:] == [0, 1, 2, 4]


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _gone(pids):
    """Are all of them gone within five seconds?"""
    for _ in range(100):
        if not any(map(_alive, pids)):
            return True
        time.sleep(0.05)
    return False


def test_no_worker_is_left_when_nobody_wants_more():
    results = in_workers(lambda item: os.getpid(), range(1000), LIMITS, 2)
    pids = {next(results) for _ in range(5)}
    results.close()
    assert _gone(pids)


def test_no_worker_outlives_a_parent_that_was_killed():
    program = (
        "import os, time\n"
        "from leaflet.build.workers import Limits, in_workers\n"
        "def task(item):\n"
        "    os.write(1, b'%d\\n' % os.getpid())\n"  # at once: the two may write in the same moment
        "    time.sleep(60)\n"
        "list(in_workers(task, range(2), Limits(), 2))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    with parent:
        pids = [int(parent.stdout.readline()) for _ in range(2)]
        parent.kill()
    assert _gone(pids)

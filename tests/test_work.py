"""The counter of work itself."""

from __future__ import annotations

import sys
from contextlib import suppress

import pytest
from work import TooMuchWorkError, at_most


def _work(times):
    for _ in range(times):
        len("")


def test_what_stays_below_the_number_passes_and_what_does_not_is_stopped():
    with at_most(calls=110):
        _work(100)
    with pytest.raises(TooMuchWorkError, match="more than 100 calls"), at_most(calls=100):
        _work(100)


def test_what_never_ends_is_stopped_although_it_catches_every_exception():
    def endless():
        while True:
            with suppress(Exception):
                _work(10)

    with pytest.raises(TooMuchWorkError), at_most(calls=10_000):
        endless()


def test_afterwards_nothing_is_counted():
    before = sys.getprofile()
    with at_most(calls=1000):
        _work(1)
    assert sys.getprofile() is before

"""What a build may use of this machine: another program that checks files, a cache, waiting for another build."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.cli.options import usage_error
from leaflet.cli.report import relative, tell

if TYPE_CHECKING:
    from leaflet.build.cache import Cache
    from leaflet.build.options import BuildOptions, Validator
    from leaflet.build.units import RunUnits


def options_of_build(wait: bool, no_cache: bool, no_verapdf: bool, run_units: RunUnits | None = None) -> BuildOptions:
    """What a build may use, by its options. Raises UsageError for an environment that makes no sense."""
    from leaflet.build.options import BuildOptions

    return BuildOptions(
        _validator(no_verapdf),
        on_wait=_report_waiting if wait else None,
        cache=None if no_cache else cache(),
        run_units=run_units,
    )


def _validator(no_verapdf: bool) -> Validator:
    """veraPDF, where it is on PATH and not refused."""
    from leaflet.build.options import no_validator
    from leaflet.preflight.laws.nonconforming_pdf import COMMAND, validate_standards

    return validate_standards if shutil.which(COMMAND) and not no_verapdf else no_validator


def cache() -> Cache | None:
    """The cache of finished files that the environment names. Raises UsageError where its size isn't a number."""
    from leaflet.build.cache import DEFAULT_MEGABYTES, Cache

    size = os.environ.get("LEAFLET_CACHE_MB", "") or str(DEFAULT_MEGABYTES)
    if not size.isdecimal():
        raise usage_error(f"LEAFLET_CACHE_MB must be a number of megabytes, not `{size}`")
    given, home = os.environ.get("LEAFLET_CACHE"), os.environ.get("XDG_CACHE_HOME", "")
    with suppress(RuntimeError):  # where there is no home folder, there is no cache
        place = Path(home) if Path(home).is_absolute() else Path.home() / ".cache"
        return Cache((Path(given) if given else place / "leaflet").absolute() / "files", int(size))
    return None


def _report_waiting() -> None:
    """Report that this build waits."""
    tell("another build is writing to the same folder; waiting for it to end")


def busy_message(out: Path) -> str:
    """Another build writes to the folder `out`, in a sentence."""
    return f"another build is writing to {relative(out)}; try again when it is done, or give --wait"

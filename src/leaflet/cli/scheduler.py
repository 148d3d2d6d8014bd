"""Where the work is done: in processes of this machine, or on the cluster that was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.cli.options import usage_error

if TYPE_CHECKING:
    from leaflet.build.units import RunUnits

_ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9a-fA-F:.]+\]|[^\s/:]+):[0-9]{1,5}")


@contextmanager
def engine(
    scheduler: str | None, tls_ca: Path | None, tls_cert: Path | None, tls_key: Path | None
) -> Iterator[RunUnits | None]:
    """What runs units on the cluster `scheduler`; None for processes of this machine.

    Raises UsageError, also in the `with` block, where these options don't go together, or there is no such cluster.
    """
    given = {"--tls-ca": tls_ca, "--tls-cert": tls_cert, "--tls-key": tls_key}
    certificates = [option for option, file in given.items() if file]
    if scheduler is not None or certificates:
        _refuse_wrong(scheduler, certificates)
    if scheduler is None:
        yield None
        return
    from leaflet.build.cluster import NoClusterError, SchedulerAddress, connect

    files = [str(file) if file else None for file in given.values()]
    try:
        with connect(SchedulerAddress(scheduler, *files)) as run_units:
            yield run_units
    except NoClusterError as error:
        raise usage_error(str(error)) from error


def _refuse_wrong(scheduler: str | None, certificates: Sequence[str]) -> None:
    """Raise UsageError for an address of another kind, and for options of `certificates` that it has no use for."""
    from leaflet.build.cluster import LOCAL

    if scheduler is not None and scheduler != LOCAL and not _ADDRESS.fullmatch(scheduler):
        raise usage_error(f"--scheduler must be tcp://HOST:PORT, tls://HOST:PORT or {LOCAL}, not `{scheduler}`")
    for option in certificates:
        if scheduler is None:
            raise usage_error(f"{option} is for a cluster: give --scheduler tls://HOST:PORT, too")
        if not scheduler.startswith("tls://"):
            raise usage_error(f"{option} is for a tls:// scheduler; `{scheduler}` works without certificates")
    if scheduler is not None and scheduler.startswith("tls://") and not {"--tls-ca", "--tls-cert"} <= {*certificates}:
        raise usage_error("a tls:// scheduler needs certificates: give --tls-ca and --tls-cert, too")

"""What to type to install what is missing, on each kind of system."""

from __future__ import annotations

from collections.abc import Iterable

from leaflet.doctor.findings import Finding, FindingState
from leaflet.doctor.needs import SYSTEMS, SystemPackage

_NAME_WIDTH = max(len(system.name) for system in SYSTEMS) + len(":  ")


def missing_packages(found: Iterable[Finding], *, needed_only: bool = False) -> tuple[SystemPackage, ...]:
    """The system packages that provide what is missing; or only those without which nothing is built."""
    missing = (f for f in found if f.state is FindingState.MISSING and (f.needed or not needed_only))
    return tuple(dict.fromkeys(f.package for f in missing if f.package))


def install_lines(packages: Iterable[SystemPackage]) -> tuple[str, ...]:
    """For each kind of system, what to type to install `packages`; none where there is nothing to install."""
    wanted = tuple(packages)
    if not wanted:
        return ()
    return tuple(
        f"{system.name + ':':<{_NAME_WIDTH}}{system.install} {package_names(wanted, system.manager)}"
        for system in SYSTEMS
    )


def package_names(packages: Iterable[SystemPackage], manager: str) -> str:
    """The names of `packages` for `manager` (`apt`, `dnf`, `brew`), each once, with a space between."""
    return " ".join(dict.fromkeys(getattr(package, manager) for package in packages))

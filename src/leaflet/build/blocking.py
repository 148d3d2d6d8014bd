"""Which editions a fault of the sources stops."""

from __future__ import annotations

from pathlib import PurePosixPath

from leaflet.model import BASE_FOLDER, LAYOUTS_FOLDER, TOPICS_FOLDER, EditionName
from leaflet.problem import Problem, Severity


def is_blocking(fault: Problem, edition: EditionName) -> bool:
    """Does `fault` keep `edition` from being made?

    One in another topic's folder, in another layout's or in another language's catalog does not.
    """
    if fault.severity is not Severity.ERROR:
        return False
    if fault.editions:
        return edition.id in fault.editions
    path = PurePosixPath(fault.span.path)
    if path.suffix == ".po" and path.stem != edition.language:
        return False
    for folder, own_name in ((f"{TOPICS_FOLDER}/", edition.topic), (f"{LAYOUTS_FOLDER}/", edition.layout)):
        name, inside, _ = fault.span.path.removeprefix(folder).partition("/")
        if fault.span.path.startswith(folder) and inside:
            return name in (own_name, BASE_FOLDER)
    return True

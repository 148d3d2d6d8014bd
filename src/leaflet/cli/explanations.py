"""What every check finds, collected for `leaflet explain`: the fault in a sentence, why it is one, how to fix it.

A policy or a law is explained by its module's docstring, whatever else a room reports by the room's `explanations`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Protocol

from leaflet.build.explanations import EXPLANATIONS as BUILD
from leaflet.clinics.explanations import EXPLANATIONS as CLINICS
from leaflet.compose.explanations import EXPLANATIONS as COMPOSE
from leaflet.inspect.explanations import EXPLANATIONS as INSPECT
from leaflet.policies import POLICIES
from leaflet.preflight import DOCUMENT_LAWS, LAWS
from leaflet.preflight.laws import nonconforming_pdf, unreadable_pdf
from leaflet.publish.explanations import EXPLANATIONS as PUBLISH
from leaflet.read.explanations import EXPLANATIONS as READ


class _Check(Protocol):
    NAME: str
    __doc__: str | None


def _docstrings(checks: Iterable[_Check]) -> dict[str, str]:
    return {check.NAME: (check.__doc__ or "").strip() for check in checks}


EXPLANATIONS: Mapping[str, str] = MappingProxyType(
    {
        **READ,
        **_docstrings(POLICIES),
        **COMPOSE,
        **BUILD,
        **_docstrings((*DOCUMENT_LAWS, unreadable_pdf, *LAWS, nonconforming_pdf)),
        **PUBLISH,
        **CLINICS,
        **INSPECT,
    }
)
"""By the name of the check, in the order of the stages."""

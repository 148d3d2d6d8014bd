"""Whom a text is for."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Whom a text is for."""

    PATIENT = "patient"
    CLINICIAN = "clinician"

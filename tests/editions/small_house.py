"""Who reviewed the small house, and when."""

from __future__ import annotations

from datetime import date

from leaflet.editions.sign_off import Signature

TODAY = date(2026, 11, 24)
BY = Signature("A. Reviewer", "psychiatrist", TODAY)

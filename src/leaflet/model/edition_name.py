"""What an edition is called, known before it is worked out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class EditionName:
    """Which topic, which layout, which locale."""

    topic: str
    layout: str
    locale: str
    """`nl-NL`."""

    @property
    def id(self) -> str:
        """`topic/layout/locale`."""
        return f"{self.topic}/{self.layout}/{self.locale}"

    @property
    def language(self) -> str:
        """The locale's language."""
        return self.locale.partition("-")[0]

    @property
    def path(self) -> str:
        """Where its file is below the output folder: `topic/locale/layout.pdf`."""
        return f"{self.topic}/{self.locale}/{self.layout}.pdf"

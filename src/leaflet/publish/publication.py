"""One run's manifest: it is written seldom, so that its cost doesn't grow with the square of the files.

What the run puts in its place is in the journal at once. The manifest is written anew when it has grown by half, and at
the end. Before the first file is replaced the entries of all that may be are taken out of it; those that are still true
are in the journal meanwhile, so that a run that is killed loses none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from leaflet.publish import manifest
from leaflet.publish.manifest import ManifestEntries, ManifestEntry

WAITING = 32
"""New entries that may wait, however small the manifest is."""


@dataclass
class Publication:
    """The manifest of the folder `out` during one run; whoever makes one holds the folder's lock."""

    out: Path
    entries: dict[str, ManifestEntry]
    """True of the files in their places, by path: those that `recover` gives, and then those that were added."""
    at_risk: set[str]
    """Paths that the run may replace, and has not yet."""
    _written: dict[str, ManifestEntry] = field(init=False)
    """What the manifest on disk holds."""

    def __post_init__(self) -> None:
        self._written = dict(self.entries)

    def announce(self, new: ManifestEntries, replaced: Collection[str]) -> None:
        """Say that the files of the entries `new` are about to be in their places, `replaced` among them new files.

        Afterwards neither the manifest nor the journal says anything that a replaced file makes untrue for good: the
        journal is believed only of files that are as it says. Raises OSError.
        """
        if not self._written.keys().isdisjoint(replaced):
            self.at_risk |= set(replaced)
            manifest.begin(self.out, {path: self.entries[path] for path in self.at_risk & self.entries.keys()})
            self._write(self._certain())
        manifest.begin(self.out, new)
        for path in replaced:
            self.entries.pop(path, None)

    def add(self, committed: ManifestEntries) -> None:
        """The files of the entries `committed` are in their places. Raises OSError."""
        self.entries.update(committed)
        self.at_risk -= committed.keys()
        certain = self._certain()
        if len(certain) - len(self._written) >= max(WAITING, len(self._written) // 2):
            self._write(certain)

    def finish(self) -> None:
        """Write all entries, and end the journal. Raises OSError."""
        if self._written != self.entries:
            self._write(self.entries)
        manifest.end(self.out)

    def _certain(self) -> Mapping[str, ManifestEntry]:
        return {path: entry for path, entry in self.entries.items() if path not in self.at_risk}

    def _write(self, entries: ManifestEntries) -> None:
        manifest.write_manifest(self.out, entries)
        self._written = dict(entries)

"""The files that a document may load: its layout's own, and pictures that stand in the document itself."""

from __future__ import annotations

import mimetypes
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_DATA_URL_PREFIXES = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/svg+xml;base64,")


@dataclass
class AssetFetcher:
    """WeasyPrint's URL fetcher: serves `asset:` files inside `folders`, and has nothing to open anything else with."""

    folders: tuple[Path, ...]
    """Searched in this order."""
    log: list[str]
    given: Mapping[str, bytes] = field(default_factory=dict)
    """Files that are in no folder, by name; one of these goes before a folder's."""
    _fail_on_errors: bool = field(default=False, init=False)
    """Asked for by WeasyPrint. A refusal is logged instead, so that one run reports all of them."""

    def __call__(self, url: str) -> Any:
        from weasyprint.urls import URLFetcherResponse  # noqa: PLC0415

        try:
            if url.startswith(_DATA_URL_PREFIXES):  # made by compose from checked pictures
                return URLFetcherResponse(
                    url, b64decode(url.partition(",")[2]), {"Content-Type": url[5:].partition(";")[0]}
                )
            if content := self.given.get(url.removeprefix("asset:")):
                return URLFetcherResponse(url, content, {"Content-Type": _kind(url)})
            path = self._path(url)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _kind(path.name)})
        except (OSError, ValueError) as error:
            # WeasyPrint is silent about an image inside an SVG, and about a font.
            self.log.append(f"error: {url} was not loaded: {error}")
            raise

    def _path(self, url: str) -> Path:
        """The file that `url` means. Raises ValueError or OSError where it is not one inside a folder."""
        parts = urlsplit(url)
        if parts.scheme != "asset" or parts.netloc or parts.query:
            raise ValueError("only `asset:` and a file name can be loaded")
        name = unquote(parts.path)
        folder = next((folder for folder in self.folders if (folder / name).exists()), self.folders[0])
        path = (folder / name).resolve(strict=True)
        if not (path.is_relative_to(folder) and path.is_file()):
            raise ValueError("it is not a file inside the layout's folder")
        return path


def _kind(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"

"""What a report may load while it is drawn: its own fonts and pictures that are inside the document."""

import mimetypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

BASE = "https://report.invalid/static/"  # a name that cannot exist: nothing is ever asked of it
_FOLDERS = ("fonts",)


class LockedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves `data:` and the font folder; everything else ends the drawing. No network, no other file."""

    def __init__(self, static: Path) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, timeout=1)
        self._folders = tuple((static / name).resolve() for name in _FOLDERS)
        self._static = static

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = self._own_file(url)
        kind = mimetypes.guess_type(path.name)[0] or "font/woff2"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    def _own_file(self, url: str) -> Path:
        if url.startswith(BASE):
            path = (self._static / unquote(urlsplit(url).path).removeprefix("/static/")).resolve()
            if path.is_file() and any(path.is_relative_to(folder) for folder in self._folders):
                return path
        raise FatalURLFetchingError(f"A report loads nothing from outside: {url[:80]!r} was refused.")

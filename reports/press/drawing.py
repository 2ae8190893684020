"""The one place that knows the PDF engine."""

import datetime as dt
import gc
import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

VARIANT = "pdf/a-3a"
logger = logging.getLogger(__name__)


class Unavailable(RuntimeError):
    """The PDF engine or a library of the system that it needs is missing."""


@dataclass(frozen=True)
class Attached:
    """A file inside the PDF."""

    name: str
    description: str
    data: bytes
    relationship: str  # Source, Data, Supplement


def is_available() -> bool:
    try:
        _engine()
    except Unavailable:
        return False
    return True


def engine_name() -> str:
    return f"WeasyPrint {_engine().__version__}"


def write(html: str, css: str, static: Path, files: Sequence[Attached], date: str) -> bytes:
    """Draw as PDF/A-3a. The same arguments give the same bytes. `date` is an ISO date."""
    engine = _engine()
    from reports.press.fetcher import BASE, LockedFetcher
    from reports.press.lettering import pictures

    style, fonts = _style(css, static)
    fetcher = LockedFetcher(static)
    when = dt.datetime.fromisoformat(date).replace(tzinfo=dt.UTC)
    attachments = [_attachment(engine, file, when) for file in files]
    digest = hashlib.md5(html.encode(), usedforsecurity=False)
    for file in files:
        digest.update(file.data)
    document = engine.HTML(string=html, url_fetcher=fetcher, base_url=BASE)
    with _no_garbage_collection():
        pdf: bytes = document.write_pdf(
            stylesheets=[style],
            font_config=fonts,
            attachments=attachments,
            pdf_variant=VARIANT,
            pdf_identifier=digest.digest(),
            cache=pictures(html, fetcher, fonts),
        )
    return pdf


@lru_cache(maxsize=4)
def _style(css: str, static: Path) -> tuple[Any, Any]:
    """The style is parsed once per process."""
    engine = _engine()
    from weasyprint.text.fonts import FontConfiguration

    from reports.press.fetcher import BASE, LockedFetcher

    fonts = FontConfiguration()
    fetcher = LockedFetcher(static)
    return engine.CSS(
        string=css, url_fetcher=fetcher, base_url=f"{BASE}css/print.css", font_config=fonts
    ), fonts


def _attachment(engine: Any, file: Attached, when: dt.datetime) -> Any:
    return engine.Attachment(
        string=file.data,
        name=file.name,
        description=file.description,
        relationship=file.relationship,
        created=when,
        modified=when,
    )


@lru_cache(maxsize=1)
def _engine() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError) as missing:
        raise Unavailable(f"The PDF engine cannot be loaded: {missing}") from missing
    return weasyprint


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Collecting while so many small objects live costs a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

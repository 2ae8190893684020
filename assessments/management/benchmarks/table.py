"""The measured rows as a table for people and as plain data for programs."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from .measuring import Row, Timing
from .peers import HOW, NAMES, version

HEAD = ("work", "ours", "peer", "theirs", "ratio", "reach", "", "memory", "theirs")


def as_text(rows: Iterable[Row], folder: str) -> str:
    """Lines of Markdown, with the machine below."""
    cells = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    lines = [
        "| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |" for line in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (w + 2) for w in widths) + "|")
    return "\n".join([*lines, "", *_missing(folder), machine()])


def as_data(rows: Iterable[Row]) -> dict[str, Any]:
    return {
        "machine": machine(),
        "peers": {name: version(name) or "not installed" for name in NAMES},
        "rows": [
            {
                "work": row.work,
                "seconds": row.ours.seconds,
                "peak_bytes": row.ours.peak_bytes,
                "peer": row.peer,
                "peer_seconds": row.theirs.seconds if row.theirs else None,
                "peer_peak_bytes": row.theirs.peak_bytes if row.theirs else None,
                "ratio": row.ratio,
                "reach": row.reach,
                "reached": row.reached,
                "note": row.note,
            }
            for row in rows
        ],
    }


def machine() -> str:
    """What the figures were measured on, and when."""
    cores = os.cpu_count() or 1
    system = f"{platform.system()} {platform.machine()}, {_processor()}, {cores} cores"
    python = f"Python {platform.python_version()}, NumPy {version('numpy')}, SciPy {version('scipy')}"
    return f"{system}, {python}, {date.today().isoformat()}"


def _processor() -> str:
    """The processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "processor unknown")


def _cells(row: Row) -> tuple[str, ...]:
    ratio, reached = row.ratio, row.reached
    theirs = "not installed" if row.peer and row.theirs is None else _time(row.theirs)
    return (
        row.work + (f" ({row.note})" if row.note else ""),
        _time(row.ours),
        row.peer,
        theirs,
        "" if ratio is None else f"{ratio:,.0f} ×" if ratio >= 10 else f"{ratio:.1f} ×",
        row.reach,
        "" if reached is None else "reached" if reached else "NOT reached",
        _size(row.ours),
        _size(row.theirs),
    )


def _time(timing: Timing | None) -> str:
    if timing is None:
        return ""
    ms = timing.seconds * 1000
    return f"{ms / 1000:,.1f} s" if ms >= 10_000 else f"{ms:,.0f} ms" if ms >= 10 else f"{ms:.3f} ms"


def _size(timing: Timing | None) -> str:
    if timing is None or timing.peak_bytes is None:
        return ""
    return f"{timing.peak_bytes / 1e6:,.1f} MB"


def _missing(folder: str) -> list[str]:
    missing = [name for name in NAMES if version(name) is None]
    if not missing:
        return []
    return [f"Not installed: {', '.join(missing)}. To install them: {HOW.format(folder=folder)}", ""]

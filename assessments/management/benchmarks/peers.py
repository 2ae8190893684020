"""Other people's libraries, for comparison only: found where they were installed, or named as missing."""

from __future__ import annotations

import importlib
import importlib.metadata
import sys
from pathlib import Path
from typing import Any

NAMES = {
    "pysensmcda": "pysensmcda.smaa",
    "pymcdm": "pymcdm.methods",
    "monaco": "monaco",
    "squigglepy": "squigglepy",
    "pyworkforce": "pyworkforce.queuing",
    "call-center-tools": "call_center_tools",
}
HOW = "python -m pip install --target {folder} --require-hashes -r requirements-bench.txt"


def look_in(folder: Path) -> None:
    """Adds a folder of peers behind everything that the product itself brings."""
    if folder.is_dir() and str(folder) not in sys.path:
        sys.path.append(str(folder))


def peer(name: str) -> Any | None:
    """The peer's module, or None where it is not installed."""
    try:
        return importlib.import_module(NAMES[name])
    except ImportError:
        return None


def version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None

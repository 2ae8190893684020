"""Reads a workbook in a process of its own: what a hostile file brings down is only this.

Started as `python -m vendors.services.workbook_child FILE.xlsx`. It prints one JSON object: {"sheets": {name:
[[cell, …], …]}} or {"refused": "…"}.
"""

import datetime as dt
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

MEMORY_BYTES = 1024**3
CPU_SECONDS = 15
MAX_ENTRIES = 100
MAX_UNPACKED = 30 * 1024 * 1024
MAX_RATIO = 200
MAX_ROWS, MAX_COLUMNS, MAX_CELL, MAX_SHEETS = 400, 12, 5000, 8
DAMAGED = "This file cannot be read. Save it again as an Excel workbook (.xlsx) and send that."
TOO_LARGE = "This workbook is too large once it is unpacked. Fill in the workbook that you downloaded here."
NOT_OURS = "This is not an Excel workbook (.xlsx). Fill in the workbook that you downloaded here."


class Refused(ValueError):
    """The text is shown to the person who sent the file."""


def main(path: str) -> None:
    limit_this_process()
    try:
        answer: dict[str, Any] = {"sheets": read(Path(path))}
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    except Exception:
        answer = {"refused": DAMAGED}
    print(json.dumps(answer))


def limit_this_process() -> None:
    """Memory and processor time. Where the system knows no such limits, the parent's clock remains."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, amount in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_SECONDS)):
        hard = resource.getrlimit(kind)[1]
        try:
            resource.setrlimit(kind, (amount if hard < 0 else min(amount, hard), hard))
        except (ValueError, OSError):  # macOS refuses some of them
            continue


def read(path: Path) -> dict[str, list[list[str]]]:
    check(path)
    from openpyxl import load_workbook  # slow to import; only here

    book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    return {
        sheet.title: [
            [_cell(value) for value in row]
            for row in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
        ]
        for sheet in book.worksheets[:MAX_SHEETS]
    }


def check(path: Path) -> None:
    """Refuse a zip that would unpack to too much, or carries programs, before anything unpacks it."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise Refused(NOT_OURS) from None
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
        raise Refused(TOO_LARGE)
    names = {entry.filename.lower() for entry in entries}
    if "xl/workbook.xml" not in names or any(name.endswith("vbaproject.bin") for name in names):
        raise Refused(NOT_OURS)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)[:MAX_CELL]


if __name__ == "__main__":
    main(sys.argv[1])

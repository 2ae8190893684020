"""Open an uploaded table safely and read it row by row. A refusal says what to do."""

import codecs
import csv
import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path

ENCODINGS = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Western (Windows-1252)"}
DELIMITERS = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar"}
MAX_COLUMNS = 200
MAX_NAME = 200
MAX_CELL = 100_000
MAX_ENTRIES = 200
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
XLSX_SIGN = b"PK\x03\x04"

Row = tuple[int, list[str]]


class Refused(ValueError):
    """The file cannot be read. The text is shown to the person who sent it."""


def is_workbook(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == XLSX_SIGN


def guess(path: Path) -> tuple[str, str]:
    """Encoding and delimiter of a text file, from its beginning."""
    with path.open("rb") as file:
        start = file.read(200_000)
    encoding = _encoding(start)
    text = start.decode(encoding, errors="replace")
    header = next((line for line in text.splitlines() if line.strip()), "")
    return encoding, max(DELIMITERS, key=lambda sign: header.count(sign))


def rows_of(path: Path, encoding: str = "utf-8", delimiter: str = ",") -> Iterator[Row]:
    """Line number and cells of every row, the header first. Raises Refused."""
    source = _workbook_rows(path) if is_workbook(path) else _text_rows(path, encoding, delimiter)
    first = next(source, None)
    if first is None:
        raise Refused("The file is empty. Export it again with its column names in the first row.")
    yield first[0], _checked_header(first[1])
    yield from source


def _encoding(start: bytes) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:  # the sample may end within a letter
        codecs.getincrementaldecoder("utf-8")().decode(start, final=False)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _text_rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    if encoding not in ENCODINGS or delimiter not in DELIMITERS:
        raise Refused("Choose an encoding and a separator from the lists.")
    csv.field_size_limit(MAX_CELL)
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    with path.open(encoding=codec, newline="", errors="strict") as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for cells in reader:
                if cells:
                    yield reader.line_num, cells
        except csv.Error as error:
            raise Refused(
                f"Line {reader.line_num} cannot be split into columns ({error}). "
                "Often a quotation mark is left open: correct the line and send the file again."
            ) from None
        except (UnicodeDecodeError, UnicodeError):
            raise Refused(
                f"From line {reader.line_num + 1} on the file is not written in {ENCODINGS[encoding]}. "
                "Choose another encoding."
            ) from None


def _workbook_rows(path: Path) -> Iterator[Row]:
    check_workbook(path)
    from openpyxl import load_workbook  # only in the child: slow to import, and defused there

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            if number == 1 and len(cells) > MAX_COLUMNS:
                raise _too_wide(len(cells))
            values = [_cell(value) for value in cells[:MAX_COLUMNS]]
            if any(values):
                yield number, values
    except Refused:
        raise
    except Exception:
        raise Refused("This workbook cannot be read. Save the sheet as CSV and send that.") from None


def check_workbook(path: Path) -> None:
    """Refuse a zip that would unpack to too much, before anything unpacks it."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise Refused("This file is damaged. Save it again as XLSX or CSV.") from None
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
        raise Refused("This workbook is too large once it is unpacked. Save the sheet as CSV and send that.")
    if not any(e.filename == "xl/workbook.xml" for e in entries):
        raise Refused("This is not an Excel workbook. Save it as XLSX or CSV and send that.")


def _checked_header(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) > MAX_COLUMNS:
        raise _too_wide(len(cells))
    if len(cells) < 2:
        raise Refused(
            "Only one column was found. Choose another separator, or export the file with its column names."
        )
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = " ".join(cell.replace("\x00", "").split())[:MAX_NAME] or f"Column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return names


def _too_wide(columns: int) -> Refused:
    return Refused(
        f"The file has {columns} columns; up to {MAX_COLUMNS} can be read. "
        "Export only those for date, channel, subject, times and outcome."
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:MAX_CELL]

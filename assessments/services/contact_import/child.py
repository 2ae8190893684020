"""Reads a file in a process of its own: what a hostile file brings down is only this.

Started by runner as `python -m assessments.services.contact_import.child REQUEST.json`. Each line that it
prints is a JSON object: {"read": rows} on the way, {"done": true} or {"refused": "…"} at the end.
"""

import csv
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from assessments.services.contact_import import sums
from assessments.services.contact_import.layout import Mapping, recognise
from assessments.services.contact_import.limits import limit_this_process
from assessments.services.contact_import.pieces import Fault, Reader
from assessments.services.contact_import.table import Refused, Row, guess, is_workbook, rows_of

SAMPLE = 20
FAULTS_LISTED = 100_000
FAULT_HEADER = ("line", "column", "value", "reason", "what was done")


def main(request_path: str) -> None:
    request = json.loads(Path(request_path).read_text(encoding="utf-8"))
    limit_this_process(request["memory_bytes"], request["cpu_seconds"])
    try:
        answer = {"sample": sample, "read": read}[request["action"]](request)
        Path(request["answer"]).write_text(json.dumps(answer), encoding="utf-8")
        say(done=True)
    except Refused as refusal:
        say(refused=str(refusal))
    except MemoryError:
        say(refused="The file needs more memory than an import may use. Split it by month and send one part.")


def sample(request: dict[str, Any]) -> dict[str, Any]:
    """The first rows, and what the columns seem to mean."""
    path = Path(request["path"])
    encoding, delimiter = guess(path) if not is_workbook(path) else ("utf-8", ",")
    encoding, delimiter = request.get("encoding") or encoding, request.get("delimiter") or delimiter
    rows = list(islice(rows_of(path, encoding, delimiter), SAMPLE + 1))
    header = rows[0][1]
    return {
        "header": header,
        "rows": [[value[:80].replace("\x00", "") for value in cells[: len(header)]] for _, cells in rows[1:]],
        "mapping": recognise(header, encoding, delimiter).to_dict(),
        "workbook": is_workbook(path),
    }


def read(request: dict[str, Any]) -> dict[str, Any]:
    """The sums of the whole file; what could not be read goes into a file of its own."""
    mapping, path = Mapping.from_dict(request["mapping"]), Path(request["path"])
    rows = rows_of(path, mapping.encoding, mapping.delimiter)
    header = next(rows)[1]
    reader = _reader(request, mapping, header)
    pieces, total = [], 0
    with Path(request["faults"]).open("w", encoding="utf-8", newline="") as file:
        faults = FaultFile(file)
        for piece, found, rows_read in reader.pieces(counted(rows)):
            pieces.append(piece)
            faults.add(found)
            total += rows_read
    if not total:
        raise Refused("The file has column names but no rows below them.")
    frame = _together(pieces)
    if frame.empty:
        raise Refused(
            f"None of the {total:,} rows has a date that can be read in the column "
            f"“{mapping.columns['started']}”. Choose another column or another order of day and month."
        )
    return sums.add_up(frame, mapping.fixed_channel) | {
        "rows": total,
        "used": len(frame),
        "left_out": total - len(frame),
        "faults": faults.count,
        "dates_unsure": any(style.unsure for style in reader.styles.values()),
    }


def _reader(request: dict[str, Any], mapping: Mapping, header: list[str]) -> Reader:
    try:
        mapping.position(header)
    except ValueError as error:
        raise Refused(f"{error} Map the columns again.") from None
    return Reader(mapping, header, request.get("timezone", ""), request.get("day_first_by_default", True))


def counted(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows on their way, so that progress can be told between the pieces."""
    for number, row in enumerate(rows, start=1):
        if number % 20_000 == 0:
            say(read=number)
        yield row


class FaultFile:
    """Rows and cells that could not be read, in a table that opens in a spreadsheet without harm."""

    def __init__(self, file: Any) -> None:
        self.count, self.writer = 0, csv.writer(file)
        self.writer.writerow(FAULT_HEADER)

    def add(self, faults: list[Fault]) -> None:
        room = max(0, FAULTS_LISTED - self.count)
        for fault in faults[:room]:
            self.writer.writerow(
                (fault.line, _harmless(fault.column), _harmless(fault.value), fault.reason, fault.effect)
            )
        self.count += len(faults)


def _harmless(text: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _together(pieces: list[pd.DataFrame]) -> pd.DataFrame:
    for name in ("reason", "channel", "outcome"):
        if pieces and name in pieces[0]:
            union = pd.api.types.union_categoricals([piece[name] for piece in pieces]).categories
            pieces = [piece.assign(**{name: piece[name].cat.set_categories(union)}) for piece in pieces]
    return pd.concat(pieces, ignore_index=True)


def say(**words: Any) -> None:
    print(json.dumps(words), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])

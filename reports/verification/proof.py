"""Prove a file that a stranger sent: what came out goes into another file, as JSON."""

import json
from pathlib import Path

from reports.verification import NotAReport, about, verify


def prove_file(path: Path, answer: Path) -> None:
    data = path.read_bytes()
    try:
        result = verify(data)
        found = {"differences": result.differences, "notes": result.notes, "about": about(data)}
    except NotAReport as refusal:
        found = {"refused": str(refusal)}
    answer.write_text(json.dumps(found))

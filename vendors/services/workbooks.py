"""Receive a workbook: size first, then read by a child that may use little."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from vendors.services.workbook_child import DAMAGED, NOT_OURS, Refused

CHILD = "vendors.services.workbook_child"
LARGEST = 1024 * 1024
SECONDS = 20
TOO_BIG = "The file is larger than 1 MB. Fill in the workbook that you downloaded here, without pictures."
Sheets = dict[str, list[list[str]]]


def read_workbook(upload: "UploadedFile[Any]") -> Sheets:
    """The cells of each sheet as text. Raises Refused with what to do."""
    if (upload.size or 0) > LARGEST:
        raise Refused(TOO_BIG)
    if not (upload.name or "").lower().endswith(".xlsx"):
        raise Refused(NOT_OURS)
    with tempfile.TemporaryDirectory(prefix="workbook-") as folder:
        path = Path(folder) / "answers.xlsx"
        path.write_bytes(b"".join(upload.chunks()))
        return _read(path)


def _read(path: Path) -> Sheets:
    try:
        done = subprocess.run(  # noqa: S603 - our own module, a path of our own
            [sys.executable, "-m", CHILD, str(path)],
            cwd=settings.BASE_DIR,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise Refused(DAMAGED) from None
    if refusal := answer.get("refused"):
        raise Refused(refusal)
    sheets: Sheets = answer["sheets"]
    return sheets

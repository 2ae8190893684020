"""Start the reading child, hear its progress, stop it when it takes too long or is not wanted any more."""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from assessments.services.contact_import.table import Refused

CHILD = "assessments.services.contact_import.child"
MEMORY = 3 * 1024**3
SAMPLE_SECONDS = 20
READ_SECONDS = 300
TOO_LONG = "The file took too long to read. Save the sheet as CSV, or split it by month and send one part."
FAILED = "The file could not be read. Save the sheet as CSV and send that."

Heard = Callable[[int], None]


def take_sample(path: Path, encoding: str = "", delimiter: str = "") -> dict[str, Any]:
    """Header, first rows and proposed mapping of a file. Raises Refused."""
    request = {"action": "sample", "path": str(path), "encoding": encoding, "delimiter": delimiter}
    return _run(request, SAMPLE_SECONDS, lambda rows: None)


def read_contacts(
    path: Path,
    mapping: dict[str, Any],
    faults: Path,
    heard: Heard,
    *,
    timezone: str = "",
    day_first_by_default: bool = True,
) -> dict[str, Any]:
    """The sums of a file. heard gets the number of rows read; what it raises stops the child."""
    request = {
        "action": "read",
        "path": str(path),
        "mapping": mapping,
        "faults": str(faults),
        "timezone": timezone,
        "day_first_by_default": day_first_by_default,
    }
    return _run(request, READ_SECONDS, heard)


def _run(request: dict[str, Any], seconds: int, heard: Heard) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="contacts-") as folder:
        answer = Path(folder) / "answer.json"
        request |= {"answer": str(answer), "memory_bytes": MEMORY, "cpu_seconds": seconds}
        (Path(folder) / "request.json").write_text(json.dumps(request), encoding="utf-8")
        _follow(Path(folder) / "request.json", seconds, heard)
        result: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
        return result


def _follow(request: Path, seconds: int, heard: Heard) -> None:
    child = subprocess.Popen(  # noqa: S603 - our own module, arguments of our own
        [sys.executable, "-m", CHILD, str(request)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        _listen(child, time.monotonic() + seconds, heard)
    finally:
        child.kill()
        child.wait()


def _listen(child: "subprocess.Popen[str]", until: float, heard: Heard) -> None:
    lines: queue.Queue[str | None] = queue.Queue()
    assert child.stdout is not None
    threading.Thread(target=_pass_on, args=(child.stdout, lines), daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise Refused(TOO_LONG) from None
        if line is None:
            raise Refused(FAILED)
        words = json.loads(line)
        if refusal := words.get("refused"):
            raise Refused(refusal)
        if words.get("done"):
            return
        heard(int(words.get("read", 0)))


def _pass_on(stream: IO[str], lines: "queue.Queue[str | None]") -> None:
    for line in stream:
        lines.put(line)
    lines.put(None)

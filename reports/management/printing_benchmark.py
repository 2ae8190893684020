"""The report beside its own engine used plainly, and beside a browser that prints the same page."""

import importlib
import io
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from django.core.management.base import CommandError

from assessments.management.benchmarks.measuring import Row, Timing, in_turns
from reports import pdf
from reports.pdf.whole import prepare
from reports.presenters.edition import Edition
from reports.press.job import Job, carry_out
from scoring import Case, decide

FUTURES = 8192
MOST_SECONDS, PAGES = 4.0, 16
PLAINLY, BROWSER, MEMORY = 1 / 1.25, 1 / 1.4, 0.6  # what we mean to reach, as ratios
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LONGEST_SECONDS = 120
_DRAW = (
    "import pickle, sys; from pathlib import Path; from reports.press.job import carry_out;"
    " Path(sys.argv[2]).write_bytes(carry_out(pickle.loads(Path(sys.argv[1]).read_bytes())).data)"
)
# From a small process, for a new one counts the memory of the one that it was split from as its own.
_MEASURE = (
    "import resource, subprocess, sys;"
    " subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, check=True, timeout=float(sys.argv[1]));"
    " spent = resource.getrusage(resource.RUSAGE_CHILDREN);"
    " print(spent.ru_utime + spent.ru_stime, spent.ru_maxrss)"
)


def rows(case: Case, rounds: int, quick: bool) -> Iterator[Row]:
    if not pdf.is_available():
        return
    decision = decide(case, FUTURES)
    edition = Edition(number="1")
    job = prepare(case, decision, edition)
    works = {"ours": lambda: pdf.draw(case, decision, edition), "plain": lambda: _plainly(job)}
    taken = in_turns(works, 2 if quick else max(3, rounds // 2))
    pages = len(pikepdf.open(io.BytesIO(carry_out(job).data)).pages)
    name = f"report PDF of {pages} pages"
    yield Row(f"{name}, with its case inside", Timing(taken["ours"]), "bare WeasyPrint, same page",
              Timing(taken["plain"]), f"≤ 1.25 × its time, {PAGES} pages in {MOST_SECONDS:g} s",
              least_ratio=PLAINLY, most_seconds=MOST_SECONDS * pages / PAGES)  # fmt: skip
    if sys.platform != "win32":
        yield _beside_a_browser(name, job)


def _beside_a_browser(name: str, job: Job) -> Row:
    """Each from nothing, in a process of its own; the memory of a browser is that of its largest process."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as folder:
        ours = _ours_alone(job, Path(folder))
        theirs = _printed_by(browser, job, Path(folder)) if browser else None
    return Row(f"{name} in a new process", ours, "Chromium, same page", theirs,
               "≤ 1.4 × its time, ≤ 0.6 × its memory", least_ratio=BROWSER, most_memory=MEMORY)  # fmt: skip


def _plainly(job: Job) -> bytes:
    """As anybody would call the engine: style read each time, charts as they come, nothing attached."""
    engine = importlib.import_module("weasyprint")
    html = _self_contained(job)
    return bytes(engine.HTML(string=html, base_url=Path(job.sheet.static).as_uri()).write_pdf(
        pdf_variant="pdf/a-3a"
    ))  # fmt: skip


def _self_contained(job: Job) -> str:
    """The page with its style inside, and its fonts by their places on this machine."""
    fonts = (Path(job.sheet.static) / "fonts").as_uri()
    style = job.sheet.css.replace("../fonts", fonts)
    return re.sub("<head>", lambda _: f"<head><style>{style}</style>", job.sheet.html, count=1)


def _ours_alone(job: Job, folder: Path) -> Timing:
    waiting, drawn = folder / "job", folder / "ours.pdf"
    waiting.write_bytes(pickle.dumps(job))
    return _alone([sys.executable, "-c", _DRAW, str(waiting), str(drawn)], drawn)


def _printed_by(browser: str, job: Job, folder: Path) -> Timing:
    page, printed = folder / "page.html", folder / "theirs.pdf"
    page.write_text(_self_contained(job), encoding="utf-8")
    options = [
        "--headless",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={folder / 'profile'}",
    ]
    if sys.platform != "win32" and os.geteuid() == 0:
        options.append("--no-sandbox")  # a browser refuses to run otherwise
    return _alone([browser, *options, f"--print-to-pdf={printed}", page.as_uri()], printed)


def _alone(command: list[str], result: Path) -> Timing:
    """Processor time of a process and all that it waited for, and the memory of the largest of them."""
    found = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _MEASURE, str(LONGEST_SECONDS), *command],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if found.returncode or not result.exists():
        raise CommandError(f"{command[0]} printed nothing: {found.stderr[-300:]}")
    seconds, kilobytes = found.stdout.split()
    return Timing(float(seconds), int(kilobytes) * 1024)

"""Which engine and layout draw the pages: a report of another layout must not be taken for a forged one."""

import hashlib
from functools import cache
from pathlib import Path

from django.template.loader import get_template

from reports import charts, presenters, press
from reports.pdf.characters import static_file
from reports.press.drawing import engine_name

_DIGITS = 12


def printed_with() -> str:
    return f"{engine_name()}, layout {layout()}"


@cache
def layout() -> str:
    """A hash over all that decides how a report looks beside its content: templates, style, words, charts."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:_DIGITS]


def _sources() -> list[Path]:
    report = get_template("reports/print/report.html")
    templates = Path(str(report.origin.name)).parent  # type: ignore[attr-defined]
    code = [Path(str(package.__file__)).parent for package in (charts, presenters, press)]
    found = [*templates.glob("*.html"), *(path for folder in code for path in folder.rglob("*.py"))]
    return [
        *sorted(found, key=lambda path: path.as_posix()),
        Path(__file__).with_name("sheet.py"),
        Path(static_file("css/print.css")),
    ]

"""Every file that computes published numbers again names the work in its first line."""

import re
from pathlib import Path

from tests.conftest import Figure

NAMED_AFTER_A_WORK = re.compile(r"test_(\w+_\d{4}|\w+_published|excel_\w+)\.py")


def test_works_are_named(figure: Figure) -> None:
    files = [path for path in Path(__file__).parent.glob("*.py") if NAMED_AFTER_A_WORK.fullmatch(path.name)]
    first = {path.name: path.read_text(encoding="utf-8").splitlines()[0] for path in files}
    unnamed = [
        name for name, line in first.items() if not re.search(r"[A-Z]\w+.*(\(\d{4}\)|, |printed)", line)
    ]
    assert unnamed == []
    figure("Published works whose printed numbers are computed again", len(files))

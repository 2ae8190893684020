"""What an installation needs is measured by a command, and stands in the guide as it was measured."""

from pathlib import Path

import pytest

from outsourcing.management.commands import measure_size
from outsourcing.sizing import PAGES, table


def test_the_guide_holds_what_was_measured(project_root: Path) -> None:
    text = (project_root / "docs" / "operations.md").read_text(encoding="utf-8")
    measured = text.partition(measure_size.BEGIN)[2].partition(measure_size.END)[0]
    if not measured.strip():
        pytest.skip("type: python manage.py measure_size --write")
    missing = [
        name
        for name in (*PAGES, "memory of one worker", "reports in an hour", "database of one client")
        if name not in measured
    ]
    assert missing == [], "type: python manage.py measure_size --write"


def test_it_replaces_what_was_measured_before_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    guide = tmp_path / "guide.md"
    guide.write_text(f"Before\n{measure_size.BEGIN}\nold\n{measure_size.END}\nAfter\n")
    monkeypatch.setattr(measure_size, "GUIDE", guide)
    for value in ("100 MB", "120 MB"):
        measure_size._write(table([("memory", value)]))
    text = guide.read_text()
    assert text.startswith("Before\n") and text.endswith("\nAfter\n")
    assert "| memory | 120 MB |" in text
    assert "old" not in text and "100 MB" not in text

"""What documents on security name exists: every test, and every heading of the operators' guide."""

import re
from pathlib import Path

import pytest

from tests.unit.trust.test_promises import exists

DOCUMENTS = ("docs/security-checklist.md", "THREAT_MODEL.md", "SECURITY.md")
TEST = re.compile(r"`(tests/[\w/.]+(?:::\w+)?)`")
HEADING = re.compile(r'`docs/operations\.md` "([^"]+)"')
REQUIREMENT = re.compile(r"V(\d+)\.(\d+)\.(\d+)")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_test_that_is_named_exists(document: str, project_root: Path) -> None:
    named = TEST.findall((project_root / document).read_text(encoding="utf-8"))
    assert named
    assert [test for test in named if not exists(project_root, test.rstrip("/"))] == []


def test_every_heading_that_is_named_exists(project_root: Path) -> None:
    named = HEADING.findall((project_root / DOCUMENTS[0]).read_text(encoding="utf-8"))
    guide = (project_root / "docs" / "operations.md").read_text(encoding="utf-8")
    assert named
    assert [heading for heading in named if f"\n## {heading}\n" not in guide] == []


def test_every_row_says_how_it_is_held(project_root: Path) -> None:
    """A test, a duty, a review, or that it is not met or not used."""
    rows = [
        row.split("|")
        for row in (project_root / DOCUMENTS[0]).read_text(encoding="utf-8").splitlines()
        if row.startswith("| V")
    ]
    open_rows = [row[1] for row in rows if row[4].strip() == "–" and not re.search(r"[Nn]ot |none", row[3])]
    assert open_rows == []


def test_requirements_are_named_once_and_in_order(project_root: Path) -> None:
    text = (project_root / DOCUMENTS[0]).read_text(encoding="utf-8")
    first = [
        tuple(map(int, match.groups()))
        for row in text.splitlines()
        if row.startswith("| V") and (match := REQUIREMENT.search(row))
    ]
    assert len(set(first)) == len(first)
    assert len(first) > 100


def test_a_test_that_is_gone_would_be_found(project_root: Path) -> None:
    assert TEST.findall("`tests/unit/ui/test_x.py::test_gone`") == ["tests/unit/ui/test_x.py::test_gone"]
    assert not exists(project_root, "tests/unit/ui/test_numbers.py::test_gone")

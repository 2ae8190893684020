"""Every promise names tests that exist, and tests that would notice if it were broken."""

import ast
from pathlib import Path
from typing import Any

import pytest

from outsourcing.trust.report import promises

BY_KEY = {entry["key"]: entry for entry in promises()}


def exists(root: Path, proof: str) -> bool:
    """A folder with tests, a file with tests, or one test."""
    path, _, test = proof.partition("::")
    if not test:
        return bool(list((root / path).rglob("test_*.py"))) or (root / path).is_file()
    if not (root / path).is_file():
        return False
    tree = ast.parse((root / path).read_text())
    return any(isinstance(node, ast.FunctionDef) and node.name == test for node in tree.body)


@pytest.mark.parametrize("entry", BY_KEY.values(), ids=BY_KEY)
def test_every_test_that_a_promise_names_exists(entry: dict[str, Any], project_root: Path) -> None:
    named = [*entry["proofs"], *(control["test"] for control in entry["controls"])]
    assert [proof for proof in named if not exists(project_root, proof)] == []


@pytest.mark.parametrize("entry", BY_KEY.values(), ids=BY_KEY)
def test_every_promise_has_a_control_in_words(entry: dict[str, Any]) -> None:
    assert entry["controls"]
    assert all("::" in control["test"] and control["words"].endswith(".") for control in entry["controls"])


def test_keys_are_used_once() -> None:
    assert len(BY_KEY) == len(promises())


@pytest.mark.parametrize("proof", ["tests/moon", "tests/test_moon.py", "tests/conftest.py::test_moon"])
def test_a_test_that_does_not_exist_would_be_found(proof: str, project_root: Path) -> None:
    assert not exists(project_root, proof)

"""Published examples, as the literature prints them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[2] / "data" / "cases"


@pytest.fixture
def published() -> Callable[[str], dict[str, Any]]:
    """Reads one example of tests/data/cases by its id."""
    return lambda name: json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))

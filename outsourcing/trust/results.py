"""What a run of pytest wrote down about each test, figures included."""

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"
FIGURE, EXAMPLES = "figure:", "examples"  # names of the properties that tests/conftest.py records


@dataclass(frozen=True)
class Result:
    test: str  # "tests/unit/test_x.py::test_y", without the parameters
    outcome: str
    reason: str = ""
    figures: tuple[tuple[str, float, str], ...] = ()  # in words, value, unit
    examples: int = 0  # cases that were made at random and tried


def read(results: Path) -> list[Result]:
    tree = ElementTree.parse(results)  # noqa: S314 (pytest wrote it a moment ago)
    return [_result(case) for case in tree.iter("testcase")]


def _result(case: ElementTree.Element) -> Result:
    properties = [(entry.get("name", ""), entry.get("value", "")) for entry in case.iter("property")]
    outcome, reason = _outcome(case)
    module, name = case.get("classname", "").replace(".", "/"), case.get("name", "").split("[")[0]
    examples = sum(int(value) for key, value in properties if key == EXAMPLES)
    return Result(f"{module}.py::{name}", outcome, reason, tuple(_figures(properties)), examples)


def _outcome(case: ElementTree.Element) -> tuple[str, str]:
    skip = case.find("skipped")
    if skip is not None:
        return SKIPPED, skip.get("message", "")
    broken = case.find("failure") is not None or case.find("error") is not None
    return (FAILED if broken else PASSED), ""


def _figures(properties: list[tuple[str, str]]) -> Iterator[tuple[str, float, str]]:
    for name, text in properties:
        if name.startswith(FIGURE):
            given: dict[str, Any] = json.loads(text)
            yield name.removeprefix(FIGURE), given["value"], given["unit"]

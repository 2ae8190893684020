"""The three demonstration clients as frozen cases, and short ways to change one."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from scoring import Case, Decision, decide

GOLDEN = Path(__file__).parents[2] / "data" / "golden"
CLIENTS = ("case1_online_retailer", "case2_health_insurer", "case3_saas_webhost")
FUTURES = 1024


@cache
def read_case(name: str) -> Case:
    return Case.from_dict(json.loads((GOLDEN / f"{name}.case.json").read_text(encoding="utf-8")))


@cache
def decided(name: str) -> Decision:
    return decide(read_case(name), futures=FUTURES)


@pytest.fixture(scope="session")
def case_of() -> Callable[[str], Case]:
    return read_case


@pytest.fixture(scope="session")
def decision_of() -> Callable[[str], Decision]:
    return decided


@pytest.fixture(scope="session")
def retailer() -> Case:
    return read_case("case1_online_retailer")


@pytest.fixture(scope="session")
def insurer() -> Case:
    return read_case("case2_health_insurer")


@pytest.fixture(scope="session")
def web_host() -> Case:
    return read_case("case3_saas_webhost")

"""docs/method.md and the code name the same rules, criteria and gates, with the same numbers."""

import re
from pathlib import Path

from scoring.criteria import FACTORS, criteria
from scoring.gates import GATES, gate_rows

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
RULE = re.compile(r"\b([MV]\d{1,2})\b")


def _rules_of_the_document() -> set[str]:
    return set(re.findall(r"\*\*([MV]\d{1,2})\b[^*]*\*\*", TEXT))


def _rules_of_the_code() -> set[str]:
    files = sorted((ROOT / "scoring").rglob("*.py"))
    return {rule for file in files for rule in RULE.findall(file.read_text(encoding="utf-8"))}


def _row(name: str) -> list[str]:
    line = next(line for line in TEXT.splitlines() if line.startswith(f"| {name} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_every_rule_is_carried_out_by_code_that_names_it() -> None:
    assert _rules_of_the_document() - _rules_of_the_code() == set()


def test_the_code_names_no_rule_that_is_not_written_down() -> None:
    assert _rules_of_the_code() - _rules_of_the_document() == set()


def test_rules_are_numbered_without_gaps() -> None:
    for letter in "MV":
        numbers = sorted(int(rule[1:]) for rule in _rules_of_the_document() if rule[0] == letter)
        assert numbers == list(range(1, len(numbers) + 1))


def test_the_table_of_criteria_has_the_anchors_and_shares_of_the_data_file() -> None:
    for criterion in criteria():
        _, _, unit, anchors, share, nature = _row(criterion.id)
        worst, best = (float(x) for x in anchors.split("→"))
        assert (unit, worst, best) == (criterion.unit, criterion.worst, criterion.best), criterion.id
        assert float(share.rstrip(" %")) / 100 == criterion.weight, criterion.id
        assert ("in-house" in nature) == (criterion.in_house == "best"), criterion.id
        assert ("own centre" in nature) == (criterion.own_centre == "best"), criterion.id


def test_shares_within_each_factor_sum_to_one() -> None:
    assert len(criteria()) == 30
    for factor in FACTORS:
        total = sum(c.weight for c in criteria() if c.factor == factor)
        assert abs(total - 1) < 1e-12, factor


def test_the_table_of_gates_names_the_gates_of_the_data_file() -> None:
    assert [row["id"] for row in gate_rows()] == list(GATES) == [f"K{n:02}" for n in range(1, 17)]
    for row in gate_rows():
        assert _row(row["id"])[1] == row["name"]

"""A million contacts are read in under a minute, with signs of progress on the way."""

import time
from pathlib import Path

import pytest

from assessments.services.contact_import import runner

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "contacts" / "phone_switch.csv"
ROWS = 1_000_000


@pytest.mark.long
def test_a_million_rows_in_under_a_minute(tmp_path: Path) -> None:
    header, *rows = SAMPLE.read_text().splitlines(keepends=True)
    path = tmp_path / "million.csv"
    path.write_text(header + "".join(rows) * (ROWS // len(rows)))
    mapping, heard = runner.take_sample(path)["mapping"], []
    began = time.monotonic()
    sums = runner.read_contacts(path, mapping, tmp_path / "faults.csv", heard.append)
    assert time.monotonic() - began < 60
    assert sums["rows"] == ROWS
    assert len(heard) >= ROWS / 20_000

"""One drawn report, shared by the tests that only read it."""

from dataclasses import replace

import pytest

from reports import pdf
from reports.presenters.edition import Edition
from tests.reports_examples import example_case, example_decision

EDITION = Edition(number="12", version=3, date="2026-11-21")


WHOLE = replace(EDITION, parts="whole")


@pytest.fixture(scope="session")
def whole() -> bytes:
    """Report and annex in one."""
    return pdf.draw(example_case(), example_decision(), WHOLE).data


@pytest.fixture(scope="session")
def drawn() -> bytes:
    return pdf.draw(example_case(), example_decision(), EDITION).data

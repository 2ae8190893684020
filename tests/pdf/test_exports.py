"""The case that is taken elsewhere, beside the one that the PDF carries."""

from reports import exports
from reports.pdf import contents, evidence
from tests.pdf.conftest import EDITION
from tests.reports_examples import example_case, example_decision


def test_the_case_is_byte_by_byte_the_one_in_the_pdf(drawn: bytes) -> None:
    made = exports.make("case", example_case(), example_decision(), EDITION)
    assert made.data == contents.attached(drawn)[evidence.CASE]

"""What stands on the pages is what the decision says."""

import re
from dataclasses import replace

import pytest

from reports import pdf
from reports.pdf import sheet_of
from reports.presenters import read
from reports.presenters.edition import PARTS, Edition
from reports.presenters.report import TITLES, present
from tests.pdf.conftest import WHOLE
from tests.pdf.pages import bookmarks, pages, size_in_mm, text
from tests.reports_examples import OPTIONS, example_case, example_decision


def plain(words: str) -> str:
    return " ".join(words.split())


def test_page_1_is_the_decision_on_a_page(drawn: bytes) -> None:
    page = pages(drawn)[0]
    assert "Should Northwind Outfitters outsource customer service?" in page
    assert "Conditional go: move e-mail and order status to Carolina Contact (United States)" in page
    assert "Better than staying in-house in 83 of 100 futures" in page
    assert "$1.8 M" in page
    assert "80 % range $300 k to $3.2 M" in page
    assert "14 months" in page
    assert "−1.2 pts" in page
    assert "2 open" in page
    assert "21 November 2026 · report 12 · version 3 · confidential" in page
    for _, name, *_ in OPTIONS:
        assert name in page


def test_page_2_has_conditions_next_steps_and_lines_to_sign_on(drawn: bytes) -> None:
    page = pages(drawn)[1]
    assert "Two more reference clients confirm their results." in page
    assert "Decided by, date" in page
    assert "Next steps" in page


def test_every_text_of_the_view_model_is_printed(whole: bytes) -> None:
    printed = text(whole)
    content = present(read(example_decision(), example_case())).content
    rows = [row.value for row in content["options"]] + [row.cost for row in content["options"]]
    rows += [row.value for row in content["money"].sums] + [row.range for row in content["money"].sums]
    rows += [line.present_value for group in content["money"].groups for line in group.rows]
    rows += [row.flips_at for row in content["flips"]] + [row.worth for row in content["questions"]]
    rows += [row.likely for group in content["assumptions"] for row in group.known]
    rows += [setting.value for setting in content["method"].proof]
    missing = {row for row in rows if plain(row).replace(" ", "") not in printed.replace(" ", "")}
    assert missing == set()


def test_a_changed_figure_changes_the_page(drawn: bytes) -> None:
    decision = example_decision()
    verdict = replace(decision.verdict, reasons=("A reason that nobody else gives",))
    other = pdf.draw(example_case(), replace(decision, verdict=verdict), Edition(parts="memo")).data
    assert "A reason that nobody else gives." in text(other)
    assert "A reason that nobody else gives." not in text(drawn)


def test_a_no_go_without_conditions_prints_that_nothing_is_signed() -> None:
    decision = example_decision()
    verdict = replace(decision.verdict, kind="no_go", conditions=())
    html = plain(sheet_of(present(read(replace(decision, verdict=verdict), example_case()), WHOLE)).html)
    assert "so there is nothing to sign: two gates are open." in html


def test_each_change_of_the_answer_is_printed_as_what_it_is() -> None:
    """Another option comes first, leads the ways to outsource, or the leading one no longer saves enough."""
    decision, kinds = example_decision(), ("best", "leader", "saving")
    flips = tuple(replace(flip, what=kind) for flip, kind in zip(decision.flips, kinds, strict=True))
    printed = plain(sheet_of(present(read(replace(decision, flips=flips), example_case()), WHOLE)).html)
    for words in (
        "Stay in-house comes first",
        "leads the ways to outsource",
        "no longer saves more than the",
    ):
        assert words in printed
    assert "Figures at which the answer changes" in printed and "First is then" not in printed


@pytest.mark.parametrize("parts", [parts for parts in PARTS if parts != "plan"])
def test_figures_and_tables_are_numbered_in_order_and_referred_to(parts: str) -> None:
    edition = replace(WHOLE, parts=parts)  # type: ignore[arg-type]
    view = present(read(example_decision(), example_case()), edition)
    html = plain(sheet_of(view).html)
    labels = [plain(label) for label in view.tables.values()]
    assert (
        re.findall(r"<caption>(Table \d+)\. ", html)
        == labels
        == [f"Table {n}" for n in range(1, len(labels) + 1)]
    )
    labels += [plain(figure.label) for figure in view.figures.values()]
    words = re.sub(r"<caption>Table \d+|<span class=\"number\">Figure \d+", "", html)
    unnamed = {label for label in labels if not re.search(rf"{label}(?!\d)", words)}
    assert unnamed <= {"Table 1"}, "the first page's table speaks for itself"


def test_head_foot_and_page_numbers_run_through(drawn: bytes) -> None:
    found = pages(drawn)
    for number, page in enumerate(found, 1):
        assert "Northwind Outfitters · 2026 support review" in page
        assert f"{number} / {len(found)}" in page
    assert all("Outsourcing decision report" in page for page in found)


def test_bookmarks_lead_to_every_section(drawn: bytes) -> None:
    keys = PARTS["full"]
    without_plan = [title for key, title in TITLES.items() if key in keys and key not in ("plan", "decision")]
    assert bookmarks(drawn) == ["Should Northwind Outfitters outsource customer service?", *without_plan]


def test_no_link_leads_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    for parts in set(PARTS) - {"plan"}:
        pdf.draw(example_case(), example_decision(), Edition(parts=parts))  # type: ignore[arg-type]
    assert [record.getMessage() for record in caplog.records if record.name == "weasyprint"] == []


def test_nothing_and_not_a_number_are_never_printed(drawn: bytes) -> None:
    words = set(text(drawn).replace("(", " ").replace(")", " ").split())
    assert words & {"None", "nan", "NaN", "inf", "-inf", "True", "False", "\ufffd"} == set()


@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("Letter", (216, 279))])
def test_both_papers(paper: str, size: tuple[int, int]) -> None:
    memo = pdf.draw(example_case(), example_decision(), Edition(paper=paper, parts="memo")).data  # type: ignore[arg-type]
    assert size_in_mm(memo) == size
    assert len(pages(memo)) == 2


def test_the_annex_holds_assumptions_method_and_words() -> None:
    annex = text(pdf.draw(example_case(), example_decision(), Edition(parts="annex")).data)
    assert "quote of 3 November 2026" in annex
    assert "Recommendation" not in annex


@pytest.mark.parametrize("parts", ["full", "annex", "whole", "memo"])
def test_every_figure_and_table_is_referred_to(parts: str) -> None:
    html = sheet_of(present(read(example_decision(), example_case()), Edition(parts=parts))).html
    captions = re.compile("<(caption|figcaption)>.*?</\\1>", re.DOTALL)
    shown = re.findall("(?:Table|Figure)\u00a0\\d+", " ".join(m.group() for m in captions.finditer(html)))
    rest = captions.sub("", html)
    missing = [label for label in dict.fromkeys(shown) if not re.search(rf"{label}(?!\\d)", rest)]
    assert shown
    assert missing == []


def test_words_in_charts_are_drawn_as_words(drawn: bytes) -> None:
    """Letter by letter they would be read back with a space after each."""
    assert "Overall value, 0–100" in text(drawn)

"""An issued comparison in the files of other programs: they say what its PDF says."""

import csv
import io
import json
import zipfile
from urllib.parse import urlencode

import docx
import openpyxl
import pytest
from django.urls import reverse

from clients.models import Client
from jobs.runner import run_waiting
from reports import exports
from reports.models import ComparisonReport, ReportState
from reports.presenters import comparison
from reports.presenters.numbers import date_words
from reports.selectors.comparing import columns_of, comparison_of

PRICE = "providers.nearshore_colombia.offer.price"


@pytest.fixture
def issued(retailer, make, decide, signed_in, address):
    """Two scenarios, one with a name that a spreadsheet would compute; the report is drawn."""
    decide()
    scenario = make("=1+1 dearer", **{PRICE: 21.0})
    decide(scenario)
    base = f"{retailer.client.slug}/{retailer.slug}"
    place = (
        f"{address('issue_comparison')}?{urlencode({'item': [base, f'{base}/{scenario.slug}']}, doseq=True)}"
    )
    signed_in("editor").post(place, {"paper": "Letter", "mark": "Board only", "key": "k"})
    run_waiting()
    return comparison_of(retailer.client, 1)


@pytest.fixture
def file(issued, signed_in):
    def taken(name):
        response = signed_in("viewer").get(of(issued, name))
        ending, content_type, _ = exports.COMPARISON_FILES[name]
        assert response.status_code == 200
        assert response["Content-Type"] == content_type
        wanted = f'attachment; filename="{issued.client.slug}-report-1-{ending}"'
        assert response["Content-Disposition"] == wanted
        assert response["Cache-Control"] == "no-store"
        return response.content

    return taken


def of(report, name):
    return reverse("export_comparison", args=[report.client.slug, report.number, name])


def test_word_has_the_parts_tables_and_charts_of_the_print(issued, file):
    made = docx.Document(io.BytesIO(file("word")))
    found = columns_of(issued)
    text = "\n".join(p.text for p in made.paragraphs)
    assert made.paragraphs[1].text == comparison.verdict_sentence(found)
    for words in ("What one would regret", "What makes “=1+1 dearer” different", "Proof"):
        assert words in text
    assert "attached to the PDF of this report" in text
    head = made.sections[0].header.paragraphs[0].text
    assert head == f"Scenarios side by side\t{date_words(issued.issued.isoformat())} · report 1 · board only"
    assert round(made.sections[0].page_width.mm) == 216
    assert len(made.inline_shapes) == 2
    cells = {cell.text for table in made.tables for row in table.rows for cell in row.cells}
    for row in comparison.regret(found):
        assert row.worst_text in cells


def test_the_tables_hold_the_print_the_charts_and_each_scenario_in_full(issued, file):
    with zipfile.ZipFile(io.BytesIO(file("tables"))) as archive:
        read = {
            name: list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
            for name in archive.namelist()
        }
    names = " ".join(read)
    for words in ("regret-by-option", "causes", "assumptions-that-differ", "figure-1", "results-as-it-is"):
        assert words in names
    for number, item in enumerate(columns_of(issued)):
        heads, *rows = [table for name, table in read.items() if "-results-" in name][number]
        saving = heads.index("Saving")
        wanted = [option.money.saving.mean for option in item.reading.decision.options]
        assert [float(row[saving]) for row in rows] == wanted
    heads = next(table for name, table in read.items() if "what-comes-out" in name)[0]
    assert heads == ["", "As it is", "'=1+1 dearer"]


def test_the_spreadsheet_has_numbers_and_no_formula(issued, file):
    book = openpyxl.load_workbook(io.BytesIO(file("workbook")))
    assert book.sheetnames == ["Results", "Report tables", "Chart data"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    numbers = {round(cell.value, 6) for cell in cells if cell.data_type == "n" and cell.value is not None}
    for item in columns_of(issued):
        assert {round(option.money.saving.mean, 6) for option in item.reading.decision.options} <= numbers


def test_the_cases_are_the_stored_ones(issued, file):
    found = json.loads(file("case"))["scenarios"]
    assert [one["name"] for one in found] == ["As it is", "=1+1 dearer"]
    assert [one["case"] for one in found] == [row.decision.case for row in issued.compared.all()]


def test_the_page_offers_every_file(issued, signed_in):
    page = signed_in("viewer").get(reverse("show_comparison", args=[issued.client.slug, 1])).content.decode()
    assert all(of(issued, name) in page for name in exports.COMPARISON_FILES)


def test_there_is_nothing_to_take_before_it_is_drawn(issued, signed_in):
    ComparisonReport.objects.update(state=ReportState.WAITING, file=None)
    page = signed_in("viewer").get(reverse("show_comparison", args=[issued.client.slug, 1])).content.decode()
    assert of(issued, "word") not in page
    assert signed_in("viewer").get(of(issued, "word")).status_code == 404


def test_what_there_is_not_and_what_is_not_yours_is_not_found(issued, signed_in):
    assert signed_in("viewer").get(of(issued, "exe")).status_code == 404
    assert signed_in("viewer").post(of(issued, "word")).status_code == 405
    assert signed_in("stranger").get(of(issued, "word")).status_code == 404
    other = Client.objects.create(name="Other", slug="other", country_iso3="USA", currency="USD")
    missing = reverse("export_comparison", args=[other.slug, issued.number, "word"])
    assert signed_in("viewer").get(missing).status_code == 404

"""Scenarios side by side: what is shown, what adds up, and what is refused."""

import io
import json
import subprocess
from urllib.parse import urlencode

import openpyxl
import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clients.choices import Role
from clients.services import add_member
from jobs.runner import run_waiting
from reports.pdf.comparison import CausesOf, causes_of, prepare_comparison
from reports.presenters import causes, comparison, comparison_inputs
from reports.presenters.edition import Edition
from reports.press.job import carry_out
from reports.selectors.comparison import items_of
from reports.verification import about, verify
from reports.views.comparison import compared
from scoring.attribution import attribute
from scoring.case import Case

from .conftest import imported

EDITION = Edition(number="4", version=0, date="2026-11-22")
PRICE = "providers.nearshore_colombia.offer.price"
WEIGHTS = {"cost": 0.1, "quality": 0.5, "language": 0.1, "trust": 0.1, "legal": 0.1, "reputation": 0.1}
QUALITY = {f"weights.factors.{name}": weight for name, weight in WEIGHTS.items()}


@pytest.fixture
def four(retailer, make, decide):
    """The retailer as it is and in three scenarios, all computed."""
    decide()
    made = [
        make("Dearer peso", **{PRICE: 21.0}),
        make("Quality first", **QUALITY),
        make("Pay rises", **{"service.agent_wage_per_hour": 26.0, "service.wage_drift_per_year": 0.06}),
    ]
    for scenario in made:
        decide(scenario)
    base = f"{retailer.client.slug}/{retailer.slug}"
    return [base, *(f"{base}/{scenario.slug}" for scenario in made)]


def test_four_scenarios_stand_side_by_side(four, signed_in, address):
    response = signed_in("viewer").get(address("compare_scenarios"))
    page = response.content.decode()
    assert response.status_code == 200
    for words in ("As it is", "Dearer peso", "Quality first", "Pay rises", "What one would regret"):
        assert words in page
    assert response.context["columns"][0]["name"] == "As it is"


def test_the_causes_add_up_to_the_difference(four, people):
    items = items_of(people["viewer"], four)
    before, after = (Case.from_dict(item.decision.case) for item in (items[0], items[3]))
    found = causes.turned(attribute(after, before, 256))
    change = found.after.net_benefit - found.before.net_benefit
    assert sum(cause.net_benefit for cause in found.causes) == pytest.approx(change, abs=1e-6)
    assert found.option_id == items[0].decision.leading_option_slug
    labels = {row.label for row in causes.present(found, before, after).rows}
    assert {"Agent pay per hour", "Pay rise a year"} <= labels


def test_weights_that_move_no_money_show_what_they_change(four, people):
    """Quality first: not a dollar, but the chance of being better than in-house."""
    items = items_of(people["viewer"], [four[0], four[2]])
    before, after = (Case.from_dict(item.decision.case) for item in items)
    found = causes.between(before, after)
    assert found.sentence.startswith("The changes make no difference in money; it is better than in-house in")
    labels = {row.label for row in found.rows}
    assert labels & {"Weight of cost", "Weight of quality"}
    start, end, change = (float(text.replace("−", "-")) for text in found.better)
    assert sum(float(row.better.replace("−", "-")) for row in found.rows if row.better) == pytest.approx(
        change, abs=len(found.rows)
    )
    assert end - start == pytest.approx(change, abs=1)


def test_causes_turned_twice_are_the_same(four, people):
    items = items_of(people["viewer"], four)
    before, after = (Case.from_dict(item.decision.case) for item in items[:2])
    found = attribute(before, after, 64)
    assert causes.turned(causes.turned(found)) == found


def test_causes_are_a_part_for_scripts_and_a_page_without(four, signed_in, address):
    browser, query = signed_in("viewer"), {"item": four[:2]}
    assert "<html" in browser.get(address("compare_causes"), query).content.decode()
    part = browser.get(address("compare_causes"), query, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Quoted price" in part or "quoted price" in part


def test_the_robust_choice_has_the_least_worst_regret(four, people):
    found = compared(items_of(people["viewer"], four))
    rows = comparison.regret(found)
    for row in rows:
        for one, cell in zip(found, row.cells, strict=True):
            values = [o.value.mean for o in one.options.values() if all(g.state != "fail" for g in o.gates)]
            own = next(o for o in one.options.values() if o.name == row.option)
            assert cell.points == pytest.approx(max(0.0, max(values) - own.value.mean))
    standing = [row for row in rows if not row.fails]
    assert rows[0].robust
    assert rows[0].worst == min(row.worst for row in standing)
    assert rows[0].option in comparison.regret_sentence(rows)


def test_only_what_differs_is_listed(four, people):
    found = comparison_inputs.differences(compared(items_of(people["viewer"], four)))
    rows = {row.label: row.values for row in found.rows}
    assert rows["Quoted price"] == ("$17.50", "$21", "$17.50", "$17.50")
    assert rows["Agent pay per hour"][3] == "$26 an hour"
    assert "Agents" not in rows


def test_another_client_of_mine_may_stand_beside(four, people, signed_in, address):
    from django_scopes import scope

    from assessments.services.deciding import decide_assessment

    other = imported("case2_health_insurer")
    add_member(client=other.client, user=people["viewer"], role=Role.VIEWER, actor=None)
    with scope(client=other.client):
        decide_assessment(other, futures=256)
    theirs = f"{other.client.slug}/{other.slug}"
    page = signed_in("viewer").get(address("compare_scenarios"), {"item": [four[0], theirs]})
    assert other.client.name in page.content.decode()
    assert page.context["causes_of"] == []
    assert (
        signed_in("editor").get(address("compare_scenarios"), {"item": [four[0], theirs]}).status_code == 404
    )


@pytest.mark.parametrize("key", ["", "x", "a/b/c/d", "../..", "nobody/nothing", "harbor-pine/nothing"])
def test_what_does_not_exist_is_not_found(four, signed_in, address, key):
    assert signed_in("viewer").get(address("compare_scenarios"), {"item": [four[0], key]}).status_code == 404


def test_what_is_missing_is_named_and_computed_by_a_manager(retailer, make, decide, signed_in, address):
    decide()
    scenario = make("Dearer peso", **{PRICE: 21.0})
    page = signed_in("viewer").get(address("compare_scenarios")).content.decode()
    assert "To be computed: Dearer peso" in page
    assert "Compute it now" not in page
    keys = [f"{retailer.client.slug}/{retailer.slug}/{scenario.slug}"]
    assert signed_in("viewer").post(address("compute_compared"), {"item": keys}).status_code == 403
    assert signed_in("editor").post(address("compute_compared"), {"item": keys}).status_code == 302
    assert scenario.decisions.count() == 1


def test_the_spreadsheet_has_numbers_and_no_formulas(four, signed_in, address):
    response = signed_in("viewer").get(address("download_comparison"), {"item": four})
    assert response["Cache-Control"] == "no-store"
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Side by side", "Options", "Regret", "What differs"]
    options = book["Options"]
    assert isinstance(options["D2"].value, float)
    assert {cell.data_type for row in options.iter_rows() for cell in row} <= {"n", "s"}
    assert options.max_row == 1 + 4 * 5


def test_a_name_like_a_formula_stays_text(retailer, make, decide, signed_in, address):
    decide()
    decide(make("=HYPERLINK(1)", **{PRICE: 21.0}))
    content = signed_in("viewer").get(address("download_comparison")).content
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Side by side"]
    assert (sheet["C1"].value, sheet["C1"].data_type) == ("=HYPERLINK(1)", "s")


def test_one_decision_alone_is_not_compared(retailer, decide, signed_in, address):
    decide()
    assert (
        "Two decisions are needed" in signed_in("viewer").get(address("compare_scenarios")).content.decode()
    )
    assert signed_in("viewer").get(address("download_comparison")).status_code == 404


def test_queries_grow_with_what_is_compared_only(four, make, signed_in, address):
    browser = signed_in("viewer")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address("compare_scenarios"), {"item": four[:2]}).status_code == 200
        return len(queries)

    count()  # the session's own rows are written once
    before = count()
    for number in range(20):
        make(f"More {number}")
    assert count() == before


def test_the_pdf_says_what_the_page_says_and_carries_the_cases(four, people):
    found = compared(items_of(people["viewer"], four))
    before, after = (one.reading.case for one in (found[0], found[1]))
    view = causes.present(causes.turned(attribute(after, before, 64)), before, after)
    job = prepare_comparison(found, [CausesOf(found[1].name, view)], EDITION)
    data = carry_out(job).data
    text = " ".join(read_text(data).split())
    for row in comparison.regret(found):
        assert row.worst_text in text
    for words in (comparison.verdict_sentence(found), view.total, "What goes in differently", "$17.50"):
        assert " ".join(words.split()) in text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        inside = [json.loads(pdf.attachments[f"case-{n}.json"].get_file().read_bytes()) for n in (1, 2)]
    assert [case["scenario"] for case in inside] == ["", "Dearer peso"]


def test_a_comparison_is_proved_and_a_changed_figure_is_named(four, people):
    found = compared(items_of(people["viewer"], four[:2]))
    data = carry_out(prepare_comparison(found, causes_of(found, causes.between), EDITION)).data
    result = verify(data)
    assert (result.differences, result.notes) == ((), ())
    assert about(data)["number"] == "4"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        plain = json.loads(pdf.attachments["decision-2.json"].get_file().read_bytes())
        plain["seed"] += 1
        spec = pikepdf.AttachedFileSpec(pdf, json.dumps(plain).encode(), filename="decision-2.json")
        del pdf.attachments["decision-2.json"]
        pdf.attachments["decision-2.json"] = spec
        out = io.BytesIO()
        pdf.save(out)
    changed = verify(out.getvalue()).differences
    assert changed
    assert all(text.startswith(("scenario 2: decision.", "and ")) for text in changed)


def read_text(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def test_the_same_comparison_gives_the_same_bytes(four, people):
    found = compared(items_of(people["viewer"], four))
    one, two = (carry_out(prepare_comparison(found, [], EDITION)).data for _ in range(2))
    assert one == two


def test_a_comparison_is_issued_drawn_and_downloaded(four, signed_in, address):
    browser = signed_in("editor")
    sent = {"paper": "A4", "mark": "Board only", "key": "k"}
    place = f"{address('issue_comparison')}?{urlencode({'item': four[:2]}, doseq=True)}"
    assert "Dearer peso" in browser.get(place).content.decode()
    issued = browser.post(place, sent)
    assert browser.post(place, sent).url == issued.url
    assert "Being drawn" in browser.get(issued.url).content.decode()
    run_waiting()
    page = signed_in("viewer").get(issued.url).content.decode()
    assert "Ready" in page
    response = signed_in("viewer").get(f"{issued.url}comparison.pdf")
    assert response["Cache-Control"] == "no-store"
    text = " ".join(read_text(b"".join(response.streaming_content)).split())
    assert "report 1 · board only" in text
    assert "Report 1" in signed_in("viewer").get(issued.url.split("comparisons/")[0]).content.decode()
    assert signed_in("stranger").get(issued.url).status_code == 404


def test_a_comparison_over_clients_is_not_issued(four, people, signed_in, address):
    from django_scopes import scope

    from assessments.services.deciding import decide_assessment

    other = imported("case2_health_insurer")
    add_member(client=other.client, user=people["editor"], role=Role.EDITOR, actor=None)
    with scope(client=other.client):
        decide_assessment(other, futures=64)
    insurer_key = f"{other.client.slug}/{other.slug}"
    place = f"{address('issue_comparison')}?{urlencode({'item': [four[0], insurer_key]}, doseq=True)}"
    response = signed_in("editor").post(place, {"paper": "A4", "mark": "", "key": "k"})
    assert response.status_code == 422
    assert "belongs to one client" in response.content.decode()

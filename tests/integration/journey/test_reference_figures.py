"""What others published about pay, as it stands beside the questions, by country."""

import pytest

from assessments.models import Answer
from assessments.selectors.reference_figures import Place, figure_for

PAY, ON_COST = ("rule:wage_of_place",), ("rule:on_cost_of_country",)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def place(country: str) -> Place:
    return Place(country=country, town="", sector="retail", currency="USD", per_usd=1.0)


@pytest.mark.parametrize(("country", "name"), [("DEU", "Germany"), ("POL", "Poland")])
def test_labour_cost_is_called_so_and_nothing_comes_on_top_of_it(country: str, name: str) -> None:
    pay = figure_for(PAY, "money/hour", place(country))
    assert pay
    assert pay.text.startswith(f"The labour cost of all employees in {name} is about $")
    assert pay.text.endswith(" an hour, on-cost included.")
    assert figure_for(ON_COST, "share", place(country)) is None


def test_pay_of_agents_is_called_so_and_on_cost_comes_on_top() -> None:
    pay, load = (figure_for(which, "share", place("PHL")) for which in (PAY, ON_COST))
    assert pay
    assert pay.text.startswith("Call-centre agents in Philippines earn about ")
    assert load
    assert (load.likely, load.text) == (0.45, "Employers in Philippines pay about 45\u00a0% on top of pay.")


def test_pay_of_everybody_is_called_so() -> None:
    pay = figure_for(PAY, "money/hour", place("GBR"))
    assert pay
    assert pay.text.startswith("All employees in United Kingdom earn about ")
    assert "on-cost" not in pay.text


def test_the_question_offers_no_on_cost_where_it_is_in_the_figure_for_pay(priya, address, company):
    company.country_iso3, company.currency = "DEU", "EUR"
    company.save()
    page = priya.get(address("answer_page", section="staffing", page="pay")).content.decode()
    assert "labour cost of all employees in Germany" in page
    assert "on top of pay ·" not in page
    assert "Employers in Germany pay" not in page


def test_a_draft_counts_on_cost_once(priya, address, company):
    company.country_iso3, company.currency = "DEU", "EUR"
    company.save()
    sent = {"sector": "retail", "agents": "60", "town": ""}
    assert priya.post(address("quick_start"), sent).status_code == 302
    load = Answer.objects.get(key="service.benefit_load").estimate
    assert (load["likely"], load["source"]) == (0.0, "Included in the labour cost that stands for pay")

"""Every input of the case that a person can answer is asked, once, in words of a service manager."""

from dataclasses import fields

import pytest

from assessments.journey.questions import FILE, HOLDERS, holder_of, questionnaire, read

ROWS = [f"R{n:02}" for n in (*range(1, 11), 13, 14, 15, *range(24, 35))]
NOT_ASKED = {
    "service.streams.id",
    "service.streams.languages",  # as the whole service; an import may give them
    "service.streams.arrival_profile",  # only from an import
    "service.streams.note",
    "service.cost_lines.id",
    "service.streams",
    "service.cost_lines",
}
METHOD_WORDS = (
    "pert",
    "percentile",
    "monte carlo",
    "distribution",
    "stochastic",
    "evpi",
    "swing",
    "parameter",
)


def test_every_row_of_the_sources_has_its_question():
    asked = {row for question in questionnaire().questions.values() for row in question.rows}
    assert not sorted(set(ROWS) - asked)


def test_every_answerable_input_of_the_case_is_asked():
    inputs = {f"{prefix}.{field.name}" for prefix, holder in HOLDERS.items() for field in fields(holder)}
    assert inputs - NOT_ASKED == {q.id for q in questionnaire().questions.values() if q.in_case}


def test_every_question_stands_on_a_page_with_at_most_seven():
    form = questionnaire()
    for page in form.pages():
        if page.kind == "questions":
            assert 1 <= len(form.of_page(page)) <= 7, page.key


def test_estimates_take_unit_and_bounds_from_the_case():
    question = questionnaire()["service.agent_wage_per_hour"]
    assert (question.unit, question.minimum, question.plausible) == ("money/hour", 0.0, (3, 60))


def test_a_stream_takes_the_bounds_of_the_whole_service():
    assert questionnaire()["service.streams.first_contact_resolution"].maximum == 1.0


def test_every_question_says_why_and_who():
    for question in questionnaire().questions.values():
        assert question.why.endswith(".") or question.why.endswith("?"), question.id
        assert question.who, question.id


def test_the_words_are_those_of_a_service_manager():
    for question in questionnaire().questions.values():
        words = f"{question.text} {question.why} {question.help}".lower()
        assert not [word for word in METHOD_WORDS if word in words], question.id


def test_all_of_it_takes_less_than_an_hour():
    assert sum(section.minutes for section in questionnaire().sections) < 60


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("service.agents_fte", "service.agents"), "not an input of the case"),
        (('page = "pay"', 'page = "paid"'), "its page does not exist"),
        (("who = [", "whom = ["), "is not a property of a question"),
        (('id = "customers.count"', 'id = "customers.churn_per_year"'), "asked twice"),
        (('id = "readiness.service_owner"', 'id = "readiness.goals_"'), "not an input of the case"),
    ],
)
def test_a_fault_in_the_file_is_named(tmp_path, change, message):
    path = tmp_path / "questions.toml"
    path.write_text(FILE.read_text().replace(*change))
    with pytest.raises(ValueError, match=message):
        read(path)


def test_an_estimate_needs_an_estimate_in_the_case(tmp_path):
    text = FILE.read_text().replace('rows = ["R14"]\nkind = "text"', 'rows = ["R14"]\nkind = "estimate"')
    path = tmp_path / "questions.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match="holds no estimate"):
        read(path)


def test_what_is_not_in_the_case_has_no_holder():
    assert holder_of("service.agents") is None
    assert holder_of("about.purpose") is None

"""What is done and what is missing follows from the answers alone."""

from assessments.journey.progress import (
    Count,
    Given,
    asked_on,
    first_missing,
    minutes_left,
    next_page,
    page_count,
    progress,
    row_count,
)
from assessments.journey.questions import questionnaire

UNKNOWN = {"unknown": True}


def page(section, page_id):
    return next(p for p in questionnaire().section(section).pages if p.id == page_id)


def everything():
    contents = {q.id: UNKNOWN for q in questionnaire().questions.values() if not q.table}
    contents["about.channels"] = ["phone"]
    stream = {q.field: 1 for q in questionnaire().of_table("streams")} | {"channels": ["phone"]}
    line = {q.field: 1 for q in questionnaire().of_table("cost_lines")}
    return Given(contents, [stream], [line])


def test_nothing_answered():
    sections = progress(Given({}))
    assert {section.state for section in sections} == {"todo"}
    assert minutes_left(sections) == sum(section.section.minutes for section in sections)
    assert first_missing(Given({})) == page("purpose", "service")


def test_i_do_not_know_is_an_answer():
    given = everything()
    assert {section.state for section in progress(given)} == {"done"}
    assert minutes_left(progress(given)) == 0
    assert first_missing(given) is None


def test_an_empty_list_is_an_answer_and_an_empty_text_is_not():
    kinds = questionnaire().of_page(page("data", "kinds"))
    assert row_count(kinds, {"data_categories": []}, Given({})) == Count(1, 1)
    assert row_count(kinds, {"data_categories": None}, Given({})) == Count(0, 1)
    lead = page_count(page("control", "lead"), Given({"readiness.service_owner": ""}))
    assert lead.answered == 0


def test_questions_on_waiting_are_only_asked_where_somebody_waits():
    results = page("levels", "results")
    written_only = Given({"about.channels": ["email"]})
    assert "service.service_level" not in {q.id for q in asked_on(results, written_only)}
    assert "service.service_level" in {q.id for q in asked_on(results, Given({}))}
    by_stream = Given({"about.channels": ["email"]}, [{"channels": ["phone"]}])
    assert "service.service_level" in {q.id for q in asked_on(results, by_stream)}


def test_optional_questions_do_not_hold_a_page_open():
    given = Given({"service.volume_growth_per_year": UNKNOWN})
    assert page_count(page("streams", "year"), given).state == "done"


def test_a_table_without_rows_is_not_done():
    assert page_count(page("overheads", "costs"), Given({})) == Count(0, 1)


def test_pages_follow_each_other_across_sections():
    assert next_page(page("purpose", "place")) == page("streams", "streams")
    assert next_page(page("control", "people")) is None

"""Pages of questions: everything is kept, nothing is lost, nobody is overwritten."""

import pytest

from assessments.journey.questions import questionnaire
from assessments.models import Answer, AnswerHistory
from clients.models import AuditEvent, Draft

PAY = {"section": "staffing", "page": "pay"}
WAGE = "service.agent_wage_per_hour"


def estimate(name, likely, evidence="A", low="", high=""):
    prefix = name.replace(".", "__")
    return {
        f"{prefix}_likely": likely,
        f"{prefix}_evidence": evidence,
        f"{prefix}_low": low,
        f"{prefix}_high": high,
        f"{prefix}_source": "",
        f"{prefix}_auto": "",
    }


def wage(likely, version=0, **more):
    return {**estimate(WAGE, likely, **more), "version_service__agent_wage_per_hour": version}


@pytest.mark.parametrize("asked", questionnaire().pages(), ids=lambda asked: f"{asked.section}-{asked.id}")
def test_every_page_opens_empty(priya, address, asked):
    response = priya.get(address("answer_page", section=asked.section, page=asked.id))
    assert response.status_code == 200
    assert asked.title in response.content.decode()


def test_a_page_that_does_not_exist(priya, address):
    assert priya.get(address("answer_page", section="staffing", page="nothing")).status_code == 404


def test_saving_goes_on_to_the_next_page(priya, address):
    response = priya.post(address("answer_page", **PAY), wage("22.76"))
    assert response.status_code == 302
    assert response.url == address("answer_page", section="staffing", page="time")
    answer = Answer.objects.get(key=WAGE)
    assert answer.estimate["likely"] == 22.76
    assert answer.estimate["low"] == pytest.approx(22.08)
    assert answer.answered_by.name == "Priya"
    event = AuditEvent.objects.get(action="answers.save")
    assert event.after[WAGE]["likely"] == 22.76


def test_saving_later_goes_to_the_list_of_tasks(priya, address):
    response = priya.post(address("answer_page", **PAY), wage("22.76") | {"action": "later"})
    assert response.url == address("list_tasks")


def test_the_same_form_sent_twice_is_one_answer(priya, address):
    for _ in range(2):
        assert priya.post(address("answer_page", **PAY), wage("22.76")).status_code == 302
    assert Answer.objects.get(key=WAGE).version == 1
    assert AuditEvent.objects.filter(action="answers.save").count() == 1


def test_a_fault_keeps_what_is_right_and_what_was_typed(priya, address):
    typed = wage("twenty") | estimate("service.agents_fte", "60")
    response = priya.post(address("answer_page", **PAY), typed)
    assert response.status_code == 422
    assert "Please put this right" in response.content.decode()
    assert Answer.objects.get(key="service.agents_fte").estimate["likely"] == 60
    assert not Answer.objects.filter(key=WAGE).exists()
    again = priya.get(address("answer_page", **PAY)).content.decode()
    assert 'value="twenty"' in again
    assert "This is what you typed last time" in again


def test_a_draft_is_only_shown_to_who_typed_it(priya, address, client, people):
    priya.post(address("answer_page", **PAY), wage("twenty"))
    client.force_login(people["owner"])
    assert "twenty" not in client.get(address("answer_page", **PAY)).content.decode()


def test_a_draft_goes_when_the_page_is_right(priya, address):
    priya.post(address("answer_page", **PAY), wage("twenty"))
    priya.post(address("answer_page", **PAY), wage("20"))
    assert not Draft.objects.exclude(data={}).exists()


def test_a_wage_per_month_is_asked_about(priya, address):
    response = priya.post(address("answer_page", **PAY), wage("3900"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "looks like pay per month" in page
    assert "22.50" in page
    assert not Answer.objects.filter(key=WAGE).exists()


def test_the_meant_number_is_taken_with_one_button(priya, address):
    data = wage("3900") | {"use_slip": "service__agent_wage_per_hour"}
    assert priya.post(address("answer_page", **PAY), data).status_code == 302
    assert Answer.objects.get(key=WAGE).estimate["likely"] == pytest.approx(22.5)


def test_an_odd_number_can_be_confirmed_but_only_that_one(priya, address):
    odd = {"service__agent_wage_per_hour__confirm": "3,900"}
    assert priya.post(address("answer_page", **PAY), wage("4000") | odd).status_code == 422
    assert priya.post(address("answer_page", **PAY), wage("3900") | odd).status_code == 302
    assert Answer.objects.get(key=WAGE).estimate["likely"] == 3900


def test_the_reference_figure_is_taken_over_without_javascript(priya, address):
    page = priya.get(address("answer_page", **PAY)).content.decode()
    assert "BLS" in page
    data = wage("") | {"use_reference": "service__agent_wage_per_hour"}
    assert priya.post(address("answer_page", **PAY), data).status_code == 302
    taken = Answer.objects.get(key=WAGE).estimate
    assert taken["evidence"] == "E"
    assert "BLS" in taken["source"]


def test_i_do_not_know_is_an_answer(priya, address):
    priya.post(address("answer_page", **PAY), wage("", evidence="unknown"))
    assert Answer.objects.get(key=WAGE).estimate["evidence"] == "unknown"
    owner = {"readiness__service_owner__unknown": "on"}
    priya.post(address("answer_page", section="control", page="lead"), owner)
    found = Answer.objects.get(key="readiness.service_owner")
    assert (found.estimate, found.value) == (None, None)
    assert "I don't know" in priya.get(address("check_answers")).content.decode().replace("&#x27;", "'")


def test_i_do_not_know_and_an_answer_contradict(priya, address):
    both = {"readiness__service_owner": "Ann", "readiness__service_owner__unknown": "on"}
    assert priya.post(address("answer_page", section="control", page="lead"), both).status_code == 422


def test_a_named_owner_and_nobody_to_be_found_contradict(priya, address):
    lead = address("answer_page", section="control", page="lead")
    both = {"readiness__service_owner": "Ann", "readiness__service_owner_named": "no"}
    assert "clear the name above" in priya.post(lead, both).content.decode()
    assert not Answer.objects.filter(key="readiness.service_owner_named").exists()
    assert priya.post(lead, both | {"readiness__service_owner": ""}).status_code == 302
    assert Answer.objects.get(key="readiness.service_owner_named").value is False


def test_an_answer_can_be_taken_back_and_its_history_stays(priya, address):
    priya.post(address("answer_page", **PAY), wage("20"))
    priya.post(address("answer_page", **PAY), wage("", version=1, evidence=""))
    assert not Answer.objects.filter(key=WAGE).exists()
    assert AnswerHistory.objects.get(key=WAGE).content["likely"] == 20


def test_two_people_with_different_answers_see_both(priya, address, client, people):
    client.force_login(people["owner"])
    client.post(address("answer_page", **PAY), wage("20"))
    typed = wage("25") | estimate("service.agents_fte", "60")
    response = priya.post(address("answer_page", **PAY), typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert "$20.00" in page
    assert "$25.00" in page
    assert "Ana" in page
    assert Answer.objects.get(key=WAGE).estimate["likely"] == 20
    assert Answer.objects.get(key="service.agents_fte").estimate["likely"] == 60


@pytest.mark.parametrize(("keep", "likely"), [("mine", 25), ("theirs", 20)])
def test_the_person_chooses_between_both(priya, address, client, people, keep, likely):
    client.force_login(people["owner"])
    client.post(address("answer_page", **PAY), wage("20"))
    priya.post(address("answer_page", **PAY), wage("25"))
    choice = wage("25", version=1) | {f"keep_{WAGE}": keep}
    assert priya.post(address("answer_page", **PAY), choice).status_code == 302
    assert Answer.objects.get(key=WAGE).estimate["likely"] == likely


def test_an_answer_left_as_it_was_seen_does_not_undo_a_colleagues(priya, address, client, people):
    priya.post(address("answer_page", **PAY), wage("20"))
    client.force_login(people["owner"])
    client.post(address("answer_page", **PAY), wage("25", version=1))
    response = priya.post(address("answer_page", **PAY), wage("20", version=1))
    assert response.status_code == 302
    assert Answer.objects.get(key=WAGE).estimate["likely"] == 25


def test_a_save_in_passing_answers_with_the_panel(priya, address):
    response = priya.post(address("answer_page", **PAY), wage("20"), headers={"HX-Request": "true"})
    page = response.content.decode()
    assert response.status_code == 200
    assert 'id="decision-so-far"' in page
    assert 'name="version_service__agent_wage_per_hour" value="1"' in page
    assert Answer.objects.filter(key=WAGE).exists()


def test_a_viewer_may_read_but_not_answer(client, address, people):
    client.force_login(people["viewer"])
    assert client.get(address("answer_page", **PAY)).status_code == 403
    assert client.post(address("answer_page", **PAY), wage("20")).status_code == 403
    assert client.get(address("list_tasks")).status_code == 200
    assert client.get(address("check_answers")).status_code == 200
    assert client.get(address("show_answer", key=WAGE)).status_code == 200
    assert not Answer.objects.exists()


def test_a_stranger_finds_nothing(client, address, people):
    client.force_login(people["stranger"])
    for name in ("list_tasks", "check_answers", "show_assessment", "decision_so_far", "quick_start"):
        assert client.get(address(name)).status_code == 404


def test_a_comment_is_said_once_and_can_be_settled(priya, address):
    for _ in range(2):
        said = priya.post(address("comment_answer", key=WAGE), {"text": "Is this with the bonus?"})
        assert said.status_code == 302
    page = priya.get(address("show_answer", key=WAGE)).content.decode()
    assert page.count("Is this with the bonus?") == 1
    from assessments.models import AnswerComment

    comment = AnswerComment.objects.get()
    priya.post(address("settle_answer_comment", comment=comment.pk))
    assert AnswerComment.objects.get().settled
    assert priya.post(address("comment_answer", key=WAGE), {"text": " "}).status_code == 422


def test_a_section_can_be_given_to_a_colleague(priya, address, people):
    priya.post(address("assign_task", section="staffing"), {"user": people["viewer"].pk})
    assert "Tom</strong> answers this" in priya.get(address("list_tasks")).content.decode()
    response = priya.post(
        address("assign_task", section="staffing"), {"user": people["stranger"].pk}, follow=True
    )
    assert "Choose somebody who works for this client" in response.content.decode()


def test_history_of_an_answer(priya, address):
    priya.post(address("answer_page", **PAY), wage("20"))
    priya.post(address("answer_page", **PAY), wage("21", version=1))
    page = priya.get(address("show_answer", key=WAGE)).content.decode()
    assert "$20.00" in page
    assert "$21.00" in page
    assert priya.get(address("show_answer", key="service.nothing")).status_code == 404


def test_of_ones_own_answers_the_later_one_counts(priya, address):
    """A save in passing may still be on its way when the page is sent."""
    priya.post(address("answer_page", **PAY), wage("22"), headers={"HX-Request": "true"})
    assert priya.post(address("answer_page", **PAY), wage("23")).status_code == 302
    assert Answer.objects.get(key=WAGE).estimate["likely"] == 23


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "=1+1",
        "<script>alert(1)</script>",
        "'; DROP TABLE answers; --",
        "\u202egnp.exe",
        "１２３",
        "NaN",
        "1e999",
        "1_000",
        "9" * 5000,
        "{{ 7*7 }}",
        "\ud83d\ude00",
    ],
)
def test_whatever_is_typed_is_an_answer_or_a_clear_refusal(priya, address, text):
    text = text.encode("utf-16", "surrogatepass").decode("utf-16")
    for page in questionnaire().pages():
        if page.kind != "questions":
            continue
        typed = {}
        for question in questionnaire().of_page(page):
            name = question.id.replace(".", "__")
            typed |= {name: text, f"{name}_likely": text, f"{name}_low": text, f"{name}_evidence": text}
            typed |= {f"{name}_0_code": text, f"{name}_0_share": text, f"{name}_0": text}
            typed |= {f"version_{name}": text}
        response = priya.post(address("answer_page", section=page.section, page=page.id), typed)
        assert response.status_code in (302, 422), page.key
        shown = priya.get(address("answer_page", section=page.section, page=page.id))
        assert shown.status_code == 200
        assert "<script>alert(1)" not in shown.content.decode()
    assert priya.get(address("check_answers")).status_code == 200

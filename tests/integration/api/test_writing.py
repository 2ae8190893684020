"""What programs write is judged as on the pages: recorded, made once, and never over an answer of others."""

import json
from typing import Any

import pytest
from django_scopes import scope

from assessments.models import Answer, Assessment, SentForm
from clients.models import AuditEvent
from clients.services import first_broken_event
from outsourcing.backups import delete_client

from ..assessments.conftest import document
from .conftest import Program, World

ESTIMATE = {"low": 20.0, "likely": 22.0, "high": 24.0, "evidence": "B", "source": "payroll"}


def answers(world: World) -> dict[str, Answer]:
    with scope(client=world.client):
        return {row.key: row for row in world.assessment.answers.all()}


def actions(world: World) -> list[str]:
    rows = AuditEvent.objects.with_scopes_disabled().filter(client=world.client)
    return list(rows.values_list("action", flat=True))


def change(
    writer: Program, world: World, key: str, content: Any, version: int, sent: str = "key-0001", **more: Any
) -> Any:
    item = {"key": key, "content": content, "version": version, **more}
    return writer.ask("patch", f"{world.place}/answers", {"answers": [item]}, key=sent)


def test_an_answer_is_kept_and_recorded(world: World, writer: Program) -> None:
    before = answers(world)["service.agent_wage_per_hour"]
    answer = change(writer, world, before.key, ESTIMATE, before.version)
    assert answer.status_code == 200, answer.content
    after = answers(world)[before.key]
    assert (after.estimate, after.version) == (ESTIMATE, before.version + 1)
    assert actions(world)[-2:] == ["answers.save", "api.change_answers"]
    assert first_broken_event(world.client) is None
    told = AuditEvent.objects.with_scopes_disabled().filter(client=world.client).last()
    assert told.after["token"].startswith("A editor (oa_")


def test_sent_again_it_makes_nothing_new(world: World, writer: Program) -> None:
    version = answers(world)["service.agent_wage_per_hour"].version
    codes = {
        change(writer, world, "service.agent_wage_per_hour", ESTIMATE, version).status_code for _ in range(3)
    }
    assert codes == {200}
    assert answers(world)["service.agent_wage_per_hour"].version == version + 1
    other = change(writer, world, "service.agent_wage_per_hour", None, version)
    assert other.status_code == 422
    assert "used before" in other.json()["errors"][0]


def test_an_older_version_overwrites_nothing(world: World, writer: Program) -> None:
    """Not even one's own, and what was sent beside it is not kept either."""
    version = answers(world)["service.agent_wage_per_hour"].version
    change(writer, world, "service.agent_wage_per_hour", ESTIMATE, version)
    both = [
        {"key": "service.agent_wage_per_hour", "content": None, "version": version},
        {"key": "readiness.goals", "content": ["Answer at night"], "version": 1},
    ]
    refused = writer.ask("patch", f"{world.place}/answers", {"answers": both}, key="key-0002")
    assert refused.status_code == 409
    (clash,) = refused.json()["clashes"]
    assert (clash["content"], clash["version"]) == (ESTIMATE, version + 1)
    assert answers(world)["service.agent_wage_per_hour"].estimate == ESTIMATE
    assert answers(world)["readiness.goals"].value != ["Answer at night"]


@pytest.mark.parametrize(
    ("key", "content", "words"),
    [
        ("service.agent_wage_per_hour", 22, "Expected an object"),
        ("service.agent_wage_per_hour", {**ESTIMATE, "low": 30.0}, "order"),
        ("service.agent_wage_per_hour", {**ESTIMATE, "evidence": "Z"}, "evidence"),
        ("service.shrinkage", {**ESTIMATE, "low": 1.0, "likely": 2.0, "high": 3.0}, "share"),
        ("service.country_iso3", "Atlantis", "not one of the available choices"),
        ("about.channels", ["pigeon"], "not one of the available choices"),
        ("about.channels", "phone", "list of choices"),
        ("service.nothing", 1, "no such question"),
        ("service.languages", [{"code": "en", "share": 0.4}], "add up"),
    ],
)
def test_what_the_page_would_refuse_is_refused(
    world: World, writer: Program, key: str, content: Any, words: str
) -> None:
    found = answers(world).get(key)
    refused = change(writer, world, key, content, found.version if found else 0)
    assert refused.status_code == 422
    assert refused["Content-Type"] == "application/problem+json"
    (error,) = refused.json()["errors"]
    assert error.startswith(key)
    assert words in error
    assert "api.change_answers" not in actions(world)


def test_a_number_far_from_usual_is_confirmed(world: World, writer: Program) -> None:
    key = "service.agent_wage_per_hour"
    monthly = {**ESTIMATE, "low": 3400.0, "likely": 3500.0, "high": 3600.0}
    version = answers(world)[key].version
    refused = change(writer, world, key, monthly, version)
    assert "far from what is usual" in refused.json()["errors"][0]
    assert change(writer, world, key, monthly, version, "key-0002", confirmed=True).status_code == 200


@pytest.mark.parametrize(
    ("key", "content"),
    [
        ("service.hours_per_week", 60.5),
        ("service.languages", [{"code": "en", "share": 0.75}, {"code": "es", "share": 0.25}]),
        ("service.monthly_volume_factors", [1.0] * 10 + [1.5, 0.5]),
        ("readiness.owner_can_judge_quality", True),
        ("readiness.goals", ["Answer at night", "Cost less"]),
        ("about.channels", ["phone", "chat"]),
        ("service.country_iso3", "CAN"),
        ("service.shrinkage", {"unknown": True}),
        ("service.agent_wage_per_hour", None),
    ],
)
def test_every_kind_of_answer_comes_back_as_it_was_sent(
    world: World, writer: Program, key: str, content: Any
) -> None:
    found = answers(world).get(key)
    answer = change(writer, world, key, content, found.version if found else 0)
    assert answer.status_code == 200, answer.content
    read = {row["key"]: row["content"] for row in writer.get(f"{world.place}/answers").json()["items"]}
    assert read.get(key) == content


def test_a_document_becomes_an_assessment_once(world: World, writer: Program) -> None:
    place = f"/clients/{world.client.slug}/assessments"
    made = [writer.ask("post", place, document(), key="document-1") for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201], made[0].content
    assert made[0].json() == made[1].json()
    with scope(client=world.client):
        assert Assessment.objects.count() == 2
    slug = made[0].json()["slug"]
    assert slug != world.assessment.slug
    case = writer.get(f"{place}/{slug}/case").json()
    assert case["id"] == f"{world.client.slug}/{slug}"
    assert "assessment.import" in actions(world)
    decided = writer.ask("post", f"{place}/{slug}/decisions", {})
    assert decided.status_code == 200
    full = writer.get(f"{place}/{slug}/decisions/{decided.json()['id']}").json()
    assert full["case"] == case


def test_nothing_of_it_stays_when_the_client_is_deleted(world: World, writer: Program) -> None:
    place = f"/clients/{world.client.slug}/assessments"
    assert writer.ask("post", place, document(), key="document-1").status_code == 201
    assert SentForm.objects.count() == 1
    delete_client(world.client, actor=None)
    assert not SentForm.objects.exists()
    assert writer.get("/clients").status_code == 401


def test_a_document_with_faults_leaves_nothing(world: World, writer: Program) -> None:
    place = f"/clients/{world.client.slug}/assessments"
    wrong = document()
    wrong["options"][0]["country_iso3"] = "Atlantis"
    refused = writer.ask("post", place, wrong, key="document-1")
    assert refused.status_code == 422
    assert any("country_iso3" in error for error in refused.json()["errors"])
    other_money = writer.ask("post", place, {**document(), "currency": "EUR"}, key="document-2")
    assert "currency" in other_money.json()["errors"][0]
    with scope(client=world.client):
        assert Assessment.objects.count() == 1


HOSTILE = (
    *(b"", b"{", b"[1]", b"\xff", b"[" * 3000, b'{"a": ' * 3000, b'{"a": ' + b"9" * 5000 + b"}"),
    *(b'{"title": NaN}', b'{"title": 1e999}', b'{"title": "\\u0000"}', b'{"title": "\\ud800"}'),
)


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_json_is_refused(world: World, writer: Program, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {writer.token}", "Idempotency-Key": "key-0001"}
    address = f"/api/v1/clients/{world.client.slug}/assessments"
    answer = writer.browser.post(address, body, content_type="application/json", headers=headers)
    assert answer.status_code in (400, 422)
    assert json.loads(answer.content)["detail"]
    assert "0000" not in answer.content.decode()


def test_a_body_that_is_too_big_is_refused_as_such(world: World, writer: Program) -> None:
    answer = writer.ask(
        "post", f"/clients/{world.client.slug}/assessments", {"x": "y" * 2_700_000}, key="key-big1"
    )
    assert answer.status_code == 413
    assert answer.json()["title"] == "The body is too big"

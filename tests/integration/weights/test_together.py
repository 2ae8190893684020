"""Several people: asked, blind, revealed; whose disagreement matters; and what is refused."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from assessments.choices import Factor
from assessments.models import WeightSet
from assessments.selectors.weights import agreement, record_of_weights, weights_in_force, winner_under
from assessments.services import weights as services
from assessments.snapshots.weights import weights_of
from scoring.criteria import criteria

NAMES = [factor.value for factor in Factor]


def weigh(assessment, person, **points):
    given = {name: points.get(name, 0) for name in NAMES}
    services.keep_judgement(
        assessment=assessment, person=person, part="factors", way="direct", given=given, items=NAMES,
        concentration=points.get("kappa", 200.0), version=0,
    )  # fmt: skip


@pytest.fixture
def handed_in(assessment, people):
    services.invite(assessment=assessment, people=[people["viewer"]], actor=people["editor"])
    weigh(assessment, people["editor"], cost=80, quality=20)
    weigh(assessment, people["viewer"], cost=20, quality=80, kappa=15.0)
    for role in ("editor", "viewer"):
        services.hand_in(assessment=assessment, person=people[role])


def test_an_invited_executive_may_weigh_and_hand_in(assessment, people, signed_in, address):
    signed_in("editor").post(address("invite_to_weigh"), {"people": [people["viewer"].pk]})
    tom = signed_in("viewer")
    assert tom.get(address("weigh", part="factors")).status_code == 200
    points = {f"item_{name}": "10" for name in NAMES} | {"confidence": "sure"}
    tom.post(address("weigh", part="factors") + "?way=direct", points)
    assert "Hand in my weights" in tom.get(address("show_weights")).content.decode()
    tom.post(address("hand_in_weights"))
    assert WeightSet.objects.get(person=people["viewer"]).submitted


def test_a_stranger_cannot_be_invited(people, signed_in, address, assessment):
    response = signed_in("editor").post(address("invite_to_weigh"), {"people": [people["stranger"].pk]})
    assert response.status_code == 422
    assert not WeightSet.objects.exists()


def test_inviting_twice_asks_once(assessment, people):
    for _ in range(2):
        services.invite(assessment=assessment, people=[people["viewer"]], actor=people["editor"])
    assert WeightSet.objects.count() == 1


def test_nobody_sees_what_others_said_before_the_reveal(assessment, people, signed_in, address, handed_in):
    for role in ("second", "owner"):
        page = signed_in(role).get(address("show_weights")).content.decode()
        assert "handed in" in page
        assert "80\u00a0%" not in page
    events = record_of_weights(assessment)
    assert not any("factors" in str(event.after) and "0.8" in str(event.after) for event in events)


def test_what_was_said_blind_does_not_count_in_a_decision(assessment, handed_in):
    terms = weights_of(WeightSet.objects.filter(assessment=assessment))
    assert "people" not in terms
    assert terms["factors"]["cost"] == pytest.approx(1 / 6)


def test_the_reveal_puts_the_geometric_mean_in_force(assessment, people, handed_in):
    services.reveal(assessment=assessment, actor=people["editor"])
    terms = weights_of(WeightSet.objects.filter(assessment=assessment))
    assert terms["factors"]["cost"] == pytest.approx(terms["factors"]["quality"])
    assert terms["factors"]["cost"] > 0.49
    assert terms["concentration"] == 15.0
    assert [person["name"] for person in terms["people"]] == ["Priya", "Tom"]
    last = record_of_weights(assessment)[0]
    assert last.after["people"]["Tom"]["factors"]["quality"] == pytest.approx(0.8)


def test_one_alone_is_not_revealed(assessment, people, signed_in, address):
    weigh(assessment, people["editor"], cost=1)
    services.hand_in(assessment=assessment, person=people["editor"])
    with pytest.raises(services.NotReady, match="At least two"):
        services.reveal(assessment=assessment, actor=people["editor"])
    signed_in("editor").post(address("reveal_weights"))
    assert weights_in_force(assessment) is None


def test_own_weights_are_not_put_in_force_past_the_others(assessment, people):
    services.invite(assessment=assessment, people=[people["viewer"]], actor=people["editor"])
    weigh(assessment, people["editor"], cost=1)
    with pytest.raises(services.NotReady, match="Others were asked"):
        services.use_own(assessment=assessment, person=people["editor"], version=0)


@pytest.fixture
def asked_by_the_owner(assessment, people):
    """The owner asked a manager, who has weighed."""
    services.invite(assessment=assessment, people=[people["editor"]], actor=people["owner"])
    weigh(assessment, people["editor"], cost=1)


def test_an_invited_manager_does_not_put_her_own_weights_in_force(
    assessment, people, signed_in, address, asked_by_the_owner
):
    with pytest.raises(services.NotReady, match="Who asked for this round"):
        services.use_own(assessment=assessment, person=people["editor"], version=0)
    browser = signed_in("editor")
    browser.post(address("use_weights"), {"version": "0"})
    assert weights_in_force(assessment) is None
    page = browser.get(address("show_weights")).content.decode()
    assert "Use these weights" not in page
    assert "Hand in my weights" in page
    assert "Ana asked for this round" in page


@pytest.mark.parametrize(("role", "reveals"), [("second", False), ("editor", False), ("owner", True)])
def test_who_asked_for_the_round_reveals_it(
    assessment, people, signed_in, address, asked_by_the_owner, role, reveals
):
    weigh(assessment, people["owner"], quality=1)
    for name in ("editor", "owner"):
        services.hand_in(assessment=assessment, person=people[name])
    browser = signed_in(role)
    assert ("Reveal the weights" in browser.get(address("show_weights")).content.decode()) is reveals
    browser.post(address("reveal_weights"))
    assert bool(weights_in_force(assessment)) is reveals


def test_an_owner_may_reveal_what_a_manager_asked_for(assessment, people, handed_in):
    services.reveal(assessment=assessment, actor=people["owner"])
    assert weights_in_force(assessment)


@pytest.mark.parametrize("name", ["start_weights_round", "withdraw_invitation_to_weigh"])
def test_another_manager_neither_restarts_the_round_nor_withdraws(
    assessment, people, signed_in, address, asked_by_the_owner, name
):
    services.invite(assessment=assessment, people=[people["viewer"]], actor=people["owner"])
    WeightSet.objects.filter(person=people["editor"]).update(revealed=timezone.now())
    signed_in("second").post(address(name), {"person": people["viewer"].pk})
    assert WeightSet.objects.filter(person=people["viewer"]).exists()
    assert WeightSet.objects.get(person=people["editor"]).revealed


def test_after_the_reveal_nobody_replaces_the_group_by_herself(assessment, people, handed_in):
    services.reveal(assessment=assessment, actor=people["editor"])
    with pytest.raises(services.NotReady, match="another round"):
        services.use_own(assessment=assessment, person=people["editor"], version=1)
    weigh(assessment, people["second"], cost=1)
    with pytest.raises(services.NotReady, match="Who asked for this round"):
        services.use_own(assessment=assessment, person=people["second"], version=1)


def test_handed_in_weights_change_only_after_they_are_taken_back(assessment, people, handed_in):
    with pytest.raises(services.NotReady, match="handed in"):
        weigh_again(assessment, people["viewer"])
    services.take_back(assessment=assessment, person=people["viewer"])
    weigh_again(assessment, people["viewer"])
    assert WeightSet.objects.get(person=people["viewer"]).factors["legal"] == 1


def weigh_again(assessment, person):
    version = WeightSet.objects.get(person=person).version
    given = {name: 1 if name == "legal" else 0 for name in NAMES}
    services.keep_judgement(
        assessment=assessment, person=person, part="factors", way="direct", given=given, items=NAMES,
        concentration=200.0, version=version,
    )  # fmt: skip


def test_revealed_weights_are_not_taken_back_but_weighed_in_another_round(assessment, people, handed_in):
    services.reveal(assessment=assessment, actor=people["editor"])
    with pytest.raises(services.NotReady, match="another round"):
        services.take_back(assessment=assessment, person=people["viewer"])
    services.new_round(assessment=assessment, actor=people["editor"])
    weigh_again(assessment, people["viewer"])
    before = weights_in_force(assessment).factors
    assert before["legal"] < 0.01  # until the next reveal


def test_a_request_is_withdrawn_only_before_anything_was_said(assessment, people):
    services.invite(
        assessment=assessment, people=[people["viewer"], people["second"]], actor=people["editor"]
    )
    weigh(assessment, people["second"], cost=1)
    for role in ("viewer", "second"):
        services.withdraw_invitation(assessment=assessment, person_id=people[role].pk, actor=people["editor"])
    assert [row.person for row in WeightSet.objects.all()] == [people["second"]]


def option(name: str, *, fails: bool = False, **values: float) -> SimpleNamespace:
    gate = SimpleNamespace(state="fail" if fails else "pass")
    rows = [
        SimpleNamespace(id=c.id, factor=c.factor, value=SimpleNamespace(mean=values.get(c.factor, 0.0)))
        for c in criteria()
    ]
    return SimpleNamespace(option_id=name, name=name, gates=[gate], criteria=rows)


@pytest.fixture
def decision() -> SimpleNamespace:
    cheap, good = option("cheap", cost=90, quality=10), option("good", cost=30, quality=80)
    return SimpleNamespace(options=[cheap, good, option("barred", fails=True, cost=100, quality=100)])


def test_a_failed_gate_never_wins(decision):
    assert winner_under(decision, {"cost": 1.0}, {}).name == "cheap"
    assert winner_under(decision, {"quality": 1.0}, {}).name == "good"


def test_whose_disagreement_would_change_the_winner(assessment, people, handed_in, decision):
    services.reveal(assessment=assessment, actor=people["editor"])
    found = agreement(assessment, decision)
    assert found.group_winner == "good"  # 50 : 50 gives 50 against 55
    assert [(choice.person, choice.winner, choice.changes) for choice in found.choices] == [
        ("Priya", "cheap", True),
        ("Tom", "good", False),
    ]
    assert (found.widest, found.consensus < 0.8) == ("cost", True)


def test_people_who_agree_are_said_to_agree(assessment, people, decision):
    for role in ("editor", "second"):
        weigh(assessment, people[role], cost=50, quality=50)
        services.hand_in(assessment=assessment, person=people[role])
    services.reveal(assessment=assessment, actor=people["editor"])
    found = agreement(assessment, decision)
    assert found.consensus == pytest.approx(1.0)
    assert not any(choice.changes for choice in found.choices)


def test_an_unweighed_part_keeps_the_usual_weights_in_the_group():
    said = services.group_criteria([{"C1": 0.5, "C2": 0.5, "C3": 0.0, "C4": 0.0}, {}])
    assert set(said) == {"C1", "C2", "C3", "C4"}
    assert sum(said.values()) == pytest.approx(1.0)

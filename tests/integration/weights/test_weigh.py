"""Weigh on one's own: four ways, read back, put in force; and what is refused."""

import pytest

from assessments.choices import Factor
from assessments.models import WeightSet
from assessments.selectors.weights import own_weights, weights_in_force
from assessments.services.weights import keep_judgement
from assessments.snapshots.weights import weights_of
from clients.models import AuditEvent

NAMES = [factor.value for factor in Factor]
ITEMS = [f"item_{name}" for name in NAMES]
POINTS = {"cost": "", "quality": "80", "language": "40", "trust": "60", "legal": "20", "reputation": "0"}
SWING = {"first": "cost", "confidence": "fairly", **{f"item_{name}": text for name, text in POINTS.items()}}


def weigh(browser, address, data, way="swing", part="factors"):
    return browser.post(address("weigh", part=part) + f"?way={way}", data)


def own(assessment, person) -> dict[str, float]:
    return {name: round(weight, 4) for name, weight in own_weights(assessment, person).factors.items()}


def test_what_is_lifted_first_counts_100_whatever_stands_in_its_field(assessment, people, signed_in, address):
    assert weigh(signed_in("editor"), address, {**SWING, "item_cost": "3"}).status_code == 302
    found = own(assessment, people["editor"])
    assert found == {
        "cost": 0.3333,
        "quality": 0.2667,
        "language": 0.1333,
        "trust": 0.2,
        "legal": 0.0667,
        "reputation": 0.0,
    }
    assert own_weights(assessment, people["editor"]).concentration == 50


def test_confidence_says_how_far_a_weight_moves(signed_in, address):
    """A third with κ = 50: √(1/3 · 2/3 / 51) = 6.6 %; the less sure, the wider."""
    browser, spreads = signed_in("editor"), {}
    for version, word in enumerate(("sure", "fairly", "unsure", "order")):
        weigh(browser, address, {**SWING, "confidence": word, "version": str(version)})
        spreads[word] = browser.get(address("show_weights")).context["own"]["bars"][0]["spread"]
    assert spreads["fairly"] == pytest.approx(0.066, abs=0.0005)
    assert spreads["sure"] < spreads["fairly"] < spreads["unsure"]
    assert spreads["order"] is None


def test_by_order(assessment, people, signed_in, address):
    places = {f"item_{name}": str(place) for place, name in enumerate(NAMES, 1)}
    weigh(signed_in("editor"), address, {**places, "confidence": "order"}, "rank")
    found = own_weights(assessment, people["editor"])
    assert found.factors["cost"] == pytest.approx((1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5 + 1 / 6) / 6)
    assert found.concentration is None


def test_by_points(assessment, people, signed_in, address):
    points = {f"item_{name}": "10" for name in NAMES} | {"confidence": "sure"}
    weigh(signed_in("editor"), address, points, "direct")
    assert own(assessment, people["editor"])["cost"] == 0.1667


def test_contradicting_pairs_name_the_one_to_look_at_again(signed_in, address):
    browser = signed_in("editor")
    keys = [f"item_{a}_{b}" for i, a in enumerate(NAMES) for b in NAMES[i + 1 :]]
    agreeing = {**dict.fromkeys(keys, "1"), "confidence": "sure"}
    weigh(browser, address, agreeing, "pairwise")
    assert "second look" not in browser.get(address("show_weights")).content.decode()
    weigh(browser, address, {**agreeing, "item_cost_trust": "9", "version": "1"}, "pairwise")
    page = browser.get(address("show_weights")).content.decode()
    assert "One pair is worth a second look: Cost and Trust." in page
    assert "You said “Cost counts extremely more”" in page
    assert "#div_id_item_cost_trust" in page


def test_within_a_factor_and_back_to_the_usual(assessment, people, signed_in, address):
    browser = signed_in("editor")
    weigh(browser, address, SWING)
    points = {f"item_C{n}": str(points) for n, points in enumerate((50, 30, 20, 0), 1)} | {"version": "1"}
    assert weigh(browser, address, points, "direct", "cost").status_code == 302
    assert own_weights(assessment, people["editor"]).criteria == {"C1": 0.5, "C2": 0.3, "C3": 0.2, "C4": 0.0}
    browser.post(address("drop_judgement", part="cost"))
    assert own_weights(assessment, people["editor"]).criteria == {}


@pytest.mark.parametrize(
    ("way", "data", "advice"),
    [
        ("swing", {**SWING, "first": ""}, "Choose the one that you would lift first"),
        ("swing", {**SWING, "item_quality": ""}, "against 100 for “Quality”"),
        ("swing", {**SWING, "item_quality": "101"}, "between 0 and 100"),
        ("swing", {**SWING, "item_quality": "many"}, "Enter a number"),
        ("swing", {**SWING, "confidence": ""}, "Choose how sure you are"),
        ("direct", dict.fromkeys(ITEMS, "0") | {"confidence": "sure"}, "Give points to at least one"),
        ("rank", dict.fromkeys(ITEMS[1:], "1") | {"confidence": "sure"}, "Choose a place for “Cost”"),
        ("pairwise", {"confidence": "sure"}, "Choose which counts more, “Cost” or “Quality”"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_kept(
    assessment, people, signed_in, address, way, data, advice
):
    response = weigh(signed_in("editor"), address, data, way)
    assert response.status_code == 422
    assert advice in response.content.decode()
    assert own_weights(assessment, people["editor"]) is None


def test_weights_are_read_back_as_a_share_of_cost_until_a_decision_knows_the_money(signed_in, address):
    browser = signed_in("editor")
    weigh(browser, address, SWING)
    page = browser.get(address("show_weights")).content.decode()
    assert "One more customer in a hundred" in page or "One more contact in a hundred" in page
    assert "of today&#x27;s cost" in page


def test_used_weights_are_in_force_and_in_the_case(assessment, people, signed_in, address):
    browser = signed_in("editor")
    weigh(browser, address, SWING)
    browser.post(address("use_weights"), {"version": "0"})
    terms = weights_of(WeightSet.objects.filter(assessment=assessment))
    assert terms["factors"]["cost"] == pytest.approx(1 / 3)
    assert (terms["concentration"], terms["people"]) == (50, [])
    actions = [event.action for event in AuditEvent.objects.all()]
    assert actions[-2:] == ["weights.weigh", "weights.use_own"]


def test_a_double_click_puts_them_in_force_once(assessment, signed_in, address):
    browser = signed_in("editor")
    weigh(browser, address, SWING)
    for _ in range(2):
        browser.post(address("use_weights"), {"version": "0"})
    assert weights_in_force(assessment).version == 1
    assert AuditEvent.objects.filter(action="weights.use_own").count() == 1


def test_a_second_window_does_not_overwrite_silently(assessment, people, signed_in, address):
    browser = signed_in("editor")
    weigh(browser, address, SWING)
    response = weigh(browser, address, {**SWING, "first": "trust", "item_cost": "1", "version": "0"})
    assert response.status_code == 409
    assert 'name="version" value="1"' in response.content.decode()
    assert own(assessment, people["editor"])["cost"] == 0.3333
    assert (
        weigh(browser, address, {**SWING, "first": "trust", "item_cost": "1", "version": "1"}).status_code
        == 302
    )
    assert own(assessment, people["editor"])["cost"] < 0.01


def test_a_part_that_does_not_exist_is_not_found(signed_in, address):
    assert signed_in("editor").get(address("weigh", part="taste")).status_code == 404


def test_points_of_nothing_are_refused_by_the_service_too(assessment, people):
    given = dict.fromkeys(NAMES, 0)
    with pytest.raises(ValueError, match="must not all be 0"):
        keep_judgement(
            assessment=assessment, person=people["editor"], part="factors", way="direct", given=given,
            items=NAMES, concentration=200, version=0,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "name", "method", "status"),
    [
        ("viewer", "show_weights", "get", 200),
        ("viewer", "weigh", "get", 403),
        ("viewer", "hand_in_weights", "post", 403),
        ("viewer", "use_weights", "post", 403),
        ("viewer", "invite_to_weigh", "post", 403),
        ("viewer", "reveal_weights", "post", 403),
        ("viewer", "start_weights_round", "post", 403),
        ("stranger", "show_weights", "get", 404),
        ("stranger", "weigh", "get", 404),
        ("stranger", "use_weights", "post", 404),
        ("stranger", "reveal_weights", "post", 404),
        ("editor", "use_weights", "get", 405),
        ("editor", "reveal_weights", "get", 405),
    ],
)  # fmt: skip
def test_who_may_do_what(signed_in, address, role, name, method, status):
    more = {"part": "factors"} if name == "weigh" else {}
    assert getattr(signed_in(role), method)(address(name, **more)).status_code == status

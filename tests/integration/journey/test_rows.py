"""Contact streams and cost lines: typed as a table, kept row by row."""

import pytest

from assessments.models import ContactStream, CostLine
from assessments.services.rows import add_row
from clients.models import AuditEvent

STREAMS = {"section": "streams", "page": "streams"}
COSTS = {"section": "overheads", "page": "costs"}


def rows(*given, **more):
    data = {"rows": str(len(given)), "total": "", **more}
    for number, row in enumerate(given):
        data |= {f"t{number}-{name}": value for name, value in row.items()}
    return data


def stream(name, contacts="", seconds="", evidence="A", share="", slug="", version=""):
    return {
        "name": name,
        "contacts": contacts,
        "seconds": seconds,
        "evidence": evidence,
        "share": share,
        "slug": slug,
        "version": version,
    }


def test_streams_are_added(priya, address):
    data = rows(
        stream("Returns", "12,000", "420"), stream("Orders", "6000", "300", "D"), stream("", evidence="")
    )
    response = priya.post(address("answer_page", **STREAMS), data)
    assert response.url == address("answer_page", section="streams", page="year")
    found = {row.name: row for row in ContactStream.objects.all()}
    assert found["Returns"].contacts_per_month["likely"] == 12_000
    assert found["Orders"].handle_seconds["evidence"] == "D"


def test_sent_twice_it_is_one_stream(priya, address):
    for _ in range(2):
        priya.post(address("answer_page", **STREAMS), rows(stream("Returns", "12000", "420")))
    assert ContactStream.objects.count() == 1
    assert AuditEvent.objects.filter(action="stream.add").count() == 1


def test_two_streams_of_one_name_are_refused(priya, address):
    data = rows(stream("Returns", "12000", "420"), stream("Returns", "1", "420"))
    response = priya.post(address("answer_page", **STREAMS), data)
    assert response.status_code == 422
    assert "Give this one another name" in response.content.decode()
    assert ContactStream.objects.count() == 1


def test_shares_of_a_total(priya, address):
    data = rows(
        stream("Returns", "", "420", share="60"), stream("Orders", "", "300", share="40"), total="10,000"
    )
    assert priya.post(address("answer_page", **STREAMS), data).status_code == 302
    likely = {row.name: row.contacts_per_month["likely"] for row in ContactStream.objects.all()}
    assert likely == {"Returns": 6000, "Orders": 4000}


@pytest.mark.parametrize(
    ("shares", "total", "advice"),
    [
        (("60", "30"), "10000", "add up to 90 %"),
        (("60", "40"), "", "Enter all contacts of a month"),
        (("60", ""), "10000", "Give every stream its share, or none"),
    ],
)
def test_shares_that_do_not_add_up_change_no_volume(priya, address, shares, total, advice):
    data = rows(*(stream(f"S{n}", "", "300", share=share) for n, share in enumerate(shares)), total=total)
    response = priya.post(address("answer_page", **STREAMS), data)
    assert response.status_code == 422
    assert advice in response.content.decode()
    assert not ContactStream.objects.filter(contacts_per_month__isnull=False).exists()


def test_a_fault_in_one_row_keeps_the_others(priya, address):
    data = rows(stream("Returns", "many", "420"), stream("Orders", "6000", "300"))
    response = priya.post(address("answer_page", **STREAMS), data)
    assert response.status_code == 422
    assert [row.name for row in ContactStream.objects.all()] == ["Orders"]
    assert 'value="many"' in response.content.decode()
    assert 'value="many"' in priya.get(address("answer_page", **STREAMS)).content.decode()


def test_minutes_instead_of_seconds_are_noticed_and_can_be_confirmed(priya, address):
    response = priya.post(address("answer_page", **STREAMS), rows(stream("Returns", "6000", "7")))
    assert response.status_code == 422
    assert "looks like minutes" in response.content.decode()
    confirmed = rows(stream("Returns", "6000", "7") | {"confirm": "7"})
    assert priya.post(address("answer_page", **STREAMS), confirmed).status_code == 302


def test_a_range_that_was_set_by_hand_stays_when_other_things_change(priya, address, assessment, people):
    own = {"low": 100.0, "likely": 200.0, "high": 900.0, "evidence": "D", "source": "Ticket tool"}
    row = add_row(
        ContactStream, assessment=assessment, name="Returns", actor=people["owner"], contacts_per_month=own
    )
    changed = stream("Returns and refunds", "200", "300", "D", slug=row.slug, version="1")
    priya.post(address("answer_page", **STREAMS), rows(changed))
    row.refresh_from_db()
    assert row.contacts_per_month == own
    assert (row.name, row.handle_seconds["likely"], row.version) == ("Returns and refunds", 300, 2)


def test_two_people_at_one_row_see_both(priya, address, assessment, people):
    row = add_row(ContactStream, assessment=assessment, name="Returns", actor=people["owner"])
    mine = rows(stream("Returns", "500", "300", slug=row.slug, version="1"))
    ContactStream.objects.filter(pk=row.pk).update(
        version=2,
        contacts_per_month={"low": 1, "likely": 777, "high": 900, "evidence": "A", "source": ""},
    )
    response = priya.post(address("answer_page", **STREAMS), mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert "777" in page
    assert 'value="500"' in page
    assert 'name="t0-version" value="2"' in page
    again = rows(stream("Returns", "500", "300", slug=row.slug, version="2"))
    assert priya.post(address("answer_page", **STREAMS), again).status_code == 302
    row.refresh_from_db()
    assert row.contacts_per_month["likely"] == 500


def test_a_row_can_be_removed(priya, address, assessment, people):
    row = add_row(ContactStream, assessment=assessment, name="Returns", actor=people["owner"])
    data = rows(stream("Returns", slug=row.slug, version="1", evidence="") | {"remove": "on"})
    assert priya.post(address("answer_page", **STREAMS), data).status_code == 302
    assert not ContactStream.objects.exists()


def test_one_more_row_without_and_with_javascript(priya, address):
    assert 'name="t4-name"' not in priya.get(address("answer_page", **STREAMS)).content.decode()
    data = rows(stream("Returns", "12000", "420")) | {"add_row": "1"}
    response = priya.post(address("answer_page", **STREAMS), data)
    assert response.url.startswith(address("answer_page", **STREAMS))
    part = priya.get(address("add_table_row", **STREAMS), {"rows": "5"}).content.decode()
    assert 'name="t5-name"' in part
    assert 'value="6"' in part
    assert priya.get(address("add_table_row", **STREAMS), {"rows": "40"}).status_code == 204


def test_cost_lines(priya, address):
    line = {
        "name": "Help desk",
        "kind": "software",
        "amount": "$114,000",
        "evidence": "A",
        "avoidable": "20",
        "avoidable_evidence": "D",
    }
    response = priya.post(address("answer_page", **COSTS), rows(line))
    assert response.url == address("answer_page", section="overheads", page="avoidable")
    found = CostLine.objects.get()
    assert found.amount_per_year["likely"] == 114_000
    assert found.avoidable_share["likely"] == 0.2
    assert found.avoidable_share["evidence"] == "D"


def test_a_cost_line_needs_its_kind_and_how_it_is_known(priya, address):
    response = priya.post(address("answer_page", **COSTS), rows({"name": "Help desk", "amount": "5"}))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose what kind of cost this is" in page
    assert "Choose how you know this number" in page


def test_a_stream_is_described(priya, address, assessment, people):
    row = add_row(ContactStream, assessment=assessment, name="Returns", actor=people["owner"])
    add_row(ContactStream, assessment=assessment, name="Zebra", actor=people["owner"])
    page = address("describe_stream", stream=row.slug)
    assert priya.get(page).status_code == 200
    prefix = "service__streams__"
    data = {
        "version": "1",
        f"{prefix}name": "Returns",
        f"{prefix}channels": ["phone", "chat"],
        f"{prefix}complexity_1_to_5": "2",
        f"{prefix}documentation_1_to_5": "unknown",
        f"{prefix}brand_critical": "no",
        f"{prefix}face_to_face_share": "0",
    }
    response = priya.post(page, data)
    assert response.url == address("describe_stream", stream="zebra")
    row.refresh_from_db()
    assert (row.channels, row.complexity_1_to_5, row.brand_critical) == (["phone", "chat"], 2, False)
    assert (row.documentation_1_to_5, row.not_known) == (None, ["documentation_1_to_5"])
    assert row.face_to_face_share == 0
    assert row.concurrency == 1.0
    assert "checked" in priya.get(page).content.decode()


def test_data_of_a_stream(priya, address, assessment, people):
    row = add_row(ContactStream, assessment=assessment, name="Returns", actor=people["owner"])
    page = address("describe_stream_data", stream=row.slug)
    prefix = "service__streams__"
    data = {
        "version": "1",
        f"{prefix}data_categories": ["payment_card"],
        f"{prefix}required_country_iso3": "USA",
    }
    response = priya.post(page, data)
    assert response.url == address("answer_page", section="data", page="loss")
    row.refresh_from_db()
    assert (row.data_categories, row.required_country_iso3) == (["payment_card"], "USA")
    none = {"version": "2", f"{prefix}data_categories": ["none"]}
    priya.post(page, none)
    row.refresh_from_db()
    assert row.data_categories == []
    both = {"version": "3", f"{prefix}data_categories": ["none", "payment_card"]}
    assert priya.post(page, both).status_code == 422


def test_a_stream_of_another_assessment_is_not_there(priya, address):
    assert priya.get(address("describe_stream", stream="nothing")).status_code == 404


def test_two_people_describing_one_stream_see_both(priya, address, assessment, people):
    row = add_row(ContactStream, assessment=assessment, name="Returns", actor=people["owner"])
    page = address("describe_stream", stream=row.slug)
    ContactStream.objects.filter(pk=row.pk).update(version=2, complexity_1_to_5=4)
    data = {"version": "1", "service__streams__name": "Returns", "service__streams__complexity_1_to_5": "2"}
    response = priya.post(page, data)
    assert response.status_code == 409
    assert "4 – Needs judgement and experience" in response.content.decode()
    assert "2 – Follow a script" in response.content.decode()
    chosen = data | {"version": "2", "keep_service.streams.complexity_1_to_5": "mine"}
    assert priya.post(page, chosen).status_code == 302
    row.refresh_from_db()
    assert row.complexity_1_to_5 == 2

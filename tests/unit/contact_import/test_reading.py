"""Whole files, in the reading child: what is derived, what is left out, what is stopped."""

import csv
import json
from pathlib import Path

import pytest

from assessments.services.contact_import import runner
from assessments.services.contact_import.figures import propose, usual_names
from assessments.services.contact_import.table import Refused

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "contacts"


def imported(name, tmp_path, **changes):
    path = SAMPLES / name
    mapping = runner.take_sample(path)["mapping"] | changes
    faults = tmp_path / "faults.csv"
    sums = runner.read_contacts(path, mapping, faults, lambda rows: None)
    return sums, list(csv.DictReader(faults.open()))


def test_a_phone_switch(tmp_path):
    sums, faults = imported("phone_switch.csv", tmp_path)
    whole = sums["whole"]
    assert (sums["rows"], sums["errors"], faults) == (500, 3, [])
    assert whole["abandoned"] == 125
    assert sums["outliers"]["count"] == 1
    assert sums["outliers"]["rows"][0]["line"] == 12
    proposal = propose(sums, usual_names(sums), "March", target=20)
    first = proposal.streams[0]
    assert (first.name, first.channels) == ("PS", ("phone",))
    assert first.arrival_profile == ()
    assert sum(sums["whole"]["arrivals"]) == 497
    volume = first.figures["contacts_per_month"]
    assert volume.estimate["likely"] == pytest.approx(volume.count / 31 * 365.25 / 12)
    assert volume.estimate["evidence"] == "A"
    assert proposal.figures["service.service_level"].count == whole["handled"]


def test_an_it_help_desk_counts_only_the_busy_months(tmp_path):
    sums, _ = imported("it_help_desk.csv", tmp_path)
    assert sums["months"]["used"] == ["2016-03", "2016-04", "2016-05"]
    proposal = propose(sums, usual_names(sums), "log")
    settled = proposal.figures["service.first_contact_resolution"]
    assert settled.estimate["evidence"] == "B"
    assert "no handover and not opened again" in settled.note
    assert any("do not count towards the monthly volume" in note for note in proposal.notes)
    assert any("does not say how long" in note for note in proposal.notes)


def test_city_requests(tmp_path):
    sums, _ = imported("nyc311_animals.csv", tmp_path)
    assert (sums["rows"], sums["left_out"]) == (200, 0)
    assert not sums["months"]["complete"]


def test_zendesk_with_faulty_cells(tmp_path):
    sums, faults = imported("zendesk.csv", tmp_path)
    assert (sums["rows"], sums["left_out"], sums["faults"]) == (120, 1, 2)
    assert {(fault["line"], fault["value"], fault["reason"]) for fault in faults} == {
        ("11", "soon", "not a length of time"),
        ("9", "2024-05-99 10:00", "not a date that can be read"),
    }
    assert sums["whole"]["satisfaction"] == {"count": 89, "yes": 60}


def test_waits_of_tickets_are_not_taken_for_those_of_calls(tmp_path):
    sums, _ = imported("zendesk.csv", tmp_path)
    proposal = propose(sums, usual_names(sums), "May", target=20)
    assert sums["whole"]["wait"]["count"] > 100
    assert "service.service_level" not in proposal.figures
    assert any("do not tell how fast calls and chats are answered" in note for note in proposal.notes)


def test_freshdesk_in_western_encoding(tmp_path):
    sums, _ = imported("freshdesk_cp1252.csv", tmp_path)
    assert sums["whole"]["handle"]["sum"] / sums["whole"]["handle"]["count"] == 750
    assert sums["whole"]["resolution"]["median"] == 4 * 3600


def test_intercom_in_utf16(tmp_path):
    sums, _ = imported("intercom_utf16.csv", tmp_path)
    assert sums["whole"]["first_contact"] == {"count": 60, "yes": 30}
    assert set(sums["whole"]["channels"]) == {"chat", "email"}


def test_subjects_can_be_put_together_and_left_out(tmp_path):
    sums, _ = imported("phone_switch.csv", tmp_path)
    proposal = propose(sums, {"PS": "Service", "IN": "Service", "NW": ""}, "March")
    assert [stream.name for stream in proposal.streams] == ["Service"]
    parts = sums["subjects"]
    assert proposal.streams[0].contacts == parts["PS"]["contacts"] + parts["IN"]["contacts"]


def test_no_readable_date_is_a_refusal(tmp_path):
    with pytest.raises(Refused, match="None of the 120 rows has a date"):
        imported("zendesk.csv", tmp_path, columns={"started": "Requester"})


def test_a_mapping_to_a_column_that_is_gone_is_a_refusal(tmp_path):
    with pytest.raises(Refused, match="Map the columns again"):
        imported("zendesk.csv", tmp_path, columns={"started": "Date"})


def test_what_the_listener_raises_stops_the_child(tmp_path):
    class Stop(Exception):
        pass

    def stop(rows):
        raise Stop

    path = tmp_path / "long.csv"
    path.write_text("created,type\n" + "2024-01-01 10:00,a\n" * 30_000)
    with pytest.raises(Stop):
        runner.read_contacts(path, runner.take_sample(path)["mapping"], tmp_path / "f.csv", stop)


def test_a_formula_in_a_faulty_cell_is_made_harmless(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("created,wait\n2024-01-01,5\n=cmd|' /C calc'!A0,7\n")
    faults = tmp_path / "f.csv"
    runner.read_contacts(path, runner.take_sample(path)["mapping"], faults, lambda rows: None)
    assert next(csv.DictReader(faults.open()))["value"].startswith("'=cmd")


def test_rows_that_are_too_long_or_too_short(tmp_path):
    path = tmp_path / "ragged.csv"
    path.write_text("created,type,wait\n2024-01-01,a\n2024-01-02,b,3,4,5\n2024-01-03,c,1\n")
    faults = tmp_path / "f.csv"
    sums = runner.read_contacts(path, runner.take_sample(path)["mapping"], faults, lambda rows: None)
    assert (sums["rows"], sums["used"]) == (3, 2)
    assert "5 cells where the first row has 3" in faults.read_text()


def test_the_memory_of_the_child_is_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(runner, "MEMORY", 50 * 1024**2)
    path = tmp_path / "a.csv"
    path.write_text("created,type\n" + "2024-01-01 10:00,a\n" * 200_000)
    with pytest.raises(Refused):
        runner.read_contacts(path, {"columns": {"started": "created"}}, tmp_path / "f.csv", lambda rows: None)


def test_the_time_of_the_child_is_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(runner, "SAMPLE_SECONDS", 0)
    path = tmp_path / "a.csv"
    path.write_text("created,type\n2024-01-01,a\n")
    with pytest.raises(Refused, match="took too long"):
        runner.take_sample(path)


def test_the_sums_are_plain_json(tmp_path):
    sums, _ = imported("phone_switch.csv", tmp_path)
    assert json.loads(json.dumps(sums)) == sums

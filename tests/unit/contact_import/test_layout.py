"""Columns are recognised by their names, whatever the origin of the file."""

import pytest

from assessments.services.contact_import.layout import Mapping, recognise


def test_a_phone_switch_is_known_by_its_columns():
    mapping = recognise(["vru+line", "call_id", "type", "date", "vru_entry", "q_time", "outcome", "ser_time"])
    assert mapping.format == "phone_switch"
    assert mapping.columns["started_time"] == "vru_entry"
    assert mapping.fixed_channel == "phone"


def test_brackets_and_capitals_do_not_matter():
    mapping = recognise(["Conversation ID", "Conversation started at (America/New_York)", "Channel"])
    assert mapping.columns["started"] == "Conversation started at (America/New_York)"


def test_the_unit_in_the_name_of_a_column_wins():
    header = ["Ticket Id", "Created Time", "Agent", "Source", "First Response Time (in Hrs)"]
    assert recognise(header).units["wait"] == "hours"
    assert recognise(["Created", "Wait time (minutes)", "wait time"]).units["wait"] == "minutes"


def test_another_layout_is_read_by_common_names():
    mapping = recognise(["Case number", "Date/Time", "Queue", "Talk time", "Result"])
    assert mapping.columns == {
        "contact": "Case number",
        "started": "Date/Time",
        "reason": "Queue",
        "handle": "Talk time",
        "outcome": "Result",
    }


def test_no_column_gets_two_roles_in_another_layout():
    mapping = recognise(["date", "time", "resolved"])
    assert len(set(mapping.columns.values())) == len(mapping.columns)


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="no column “When”"):
        Mapping({"started": "When"}).position(["Date", "Type"])


def test_a_mapping_survives_json():
    mapping = recognise(["Created", "Channel"])
    assert Mapping.from_dict(mapping.to_dict()) == mapping

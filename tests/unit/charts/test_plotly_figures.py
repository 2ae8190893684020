"""Figures for the browser are what Plotly accepts, in both themes and on a phone."""

import json
from typing import Any

import plotly.graph_objects as go
import pytest

from reports.charts.palette import COLOURS, Theme
from reports.charts.spec import ChartSpec
from reports.charts.to_plotly import figure_json, to_plotly


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True])
def test_plotly_accepts_the_figure(spec: ChartSpec, theme: Theme, narrow: bool) -> None:
    figure = to_plotly(spec, theme, narrow)
    go.Figure(data=figure["data"], layout=figure["layout"])


def test_plotly_would_refuse_a_wrong_one(spec: ChartSpec) -> None:
    figure = to_plotly(spec)
    figure["data"][0]["no_such_setting"] = 1
    with pytest.raises(ValueError, match="no_such_setting"):
        go.Figure(data=figure["data"], layout=figure["layout"])


def test_no_role_is_left_uncoloured(spec: ChartSpec) -> None:
    for narrow in (False, True):
        assert '"@' not in json.dumps(to_plotly(spec, "dark", narrow))


def test_all_roles_travel_with_the_figure(spec: ChartSpec) -> None:
    sent: dict[str, Any] = json.loads(figure_json(spec))
    used = {name for theme in sent["colours"].values() for name in theme}
    assert used
    for theme, colours in sent["colours"].items():
        assert colours == {role: COLOURS[theme][role] for role in used}


def test_nothing_leaves_the_server(spec: ChartSpec) -> None:
    config = to_plotly(spec)["config"]
    assert config["plotlyServerURL"] == ""
    assert config["showSendToCloud"] is False
    assert config["displaylogo"] is False


def test_bold_is_a_weight_and_never_markup(spec: ChartSpec) -> None:
    # Plotly writes <b>, <i> and <span> as inline styles, which the content security policy refuses.
    written = json.dumps(to_plotly(spec))
    assert not any(tag in written for tag in ("<b>", "<i>", "<span", "<sup>"))


def test_a_phone_gets_shorter_row_labels(charts: dict[str, Any]) -> None:
    spec = charts["rank_acceptability"](("Carolina Contact, part", "B"))
    wide, narrow = (to_plotly(spec, narrow=n)["layout"]["yaxis"]["ticktext"][0] for n in (False, True))
    assert wide.count("<br>") < narrow.count("<br>")

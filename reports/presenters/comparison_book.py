"""A comparison as a spreadsheet. Numbers are numbers; text that looks like a formula stays text."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from reports.presenters.comparison import Compared, RegretRow, lines
from reports.presenters.comparison_inputs import InputDifferences
from scoring.decision import OptionResult

WIDE, NARROW = 44, 24
MONEY_COLUMNS = ("Saving", "Saving low", "Saving high", "Net benefit", "Whole-life cost")


def workbook(items: Sequence[Compared], regrets: Sequence[RegretRow], inputs: InputDifferences) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": "Scenarios side by side", "comments": ""})
    styles = {
        "head": book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "points": book.add_format({"num_format": "0.0", "valign": "top"}),
        "share": book.add_format({"num_format": "0.0%", "valign": "top"}),
    }
    _summary(book, styles, items)
    _options(book, styles, items)
    _regrets(book, styles, items, regrets)
    _inputs(book, styles, items, inputs)
    book.close()
    return file.getvalue()


def _summary(book: Any, styles: Any, items: Sequence[Compared]) -> None:
    sheet = _sheet(book, styles, "Side by side", ["", *(item.name for item in items)])
    rows = [("Client and assessment", [item.group for item in items])]
    rows += [("Verdict", [item.reading.decision.verdict.kind.replace("_", " ") for item in items])]
    rows += [(line.label, list(line.values)) for line in lines(items)]
    rows += [("Case", [item.reading.decision.case_sha256 for item in items])]
    for place, (label, values) in enumerate(rows, 1):
        sheet.write_string(place, 0, label, styles["head"])
        for column, value in enumerate(values, 1):
            sheet.write_string(place, column, value, styles["text"])


def _options(book: Any, styles: Any, items: Sequence[Compared]) -> None:
    header = [
        "Scenario",
        "Option",
        "Currency",
        "Value",
        *MONEY_COLUMNS,
        "Saves",
        "Better than in-house",
        "Best",
    ]
    sheet = _sheet(book, styles, "Options", header)
    place = 1
    for item in items:
        for option in item.reading.decision.options:
            texts = [item.name, option.name, item.reading.decision.currency]
            for column, text in enumerate(texts):
                sheet.write_string(place, column, text, styles["text"])
            sheet.write_number(place, 3, option.value.mean, styles["points"])
            for column, amount in enumerate(_amounts(option), 4):
                sheet.write_number(place, column, amount, styles["number"])
            for column, share in enumerate(_shares(option), 4 + len(MONEY_COLUMNS)):
                sheet.write_number(place, column, share, styles["share"])
            place += 1


def _amounts(option: OptionResult) -> list[float]:
    money = option.money
    saving = money.saving
    return [saving.mean, saving.low, saving.high, money.net_benefit.mean, money.present_cost.mean]


def _shares(option: OptionResult) -> list[float]:
    return [option.p_saves.share, option.p_value_above_in_house.share, option.p_best.share]


def _regrets(book: Any, styles: Any, items: Sequence[Compared], regrets: Sequence[RegretRow]) -> None:
    header = ["Points of value behind the best", *(item.name for item in items), "At most"]
    sheet = _sheet(book, styles, "Regret", header)
    for place, row in enumerate(regrets, 1):
        sheet.write_string(place, 0, row.option, styles["text"])
        for column, cell in enumerate(row.cells, 1):
            if cell.fails:
                sheet.write_string(place, column, cell.text, styles["text"])
            else:
                sheet.write_number(place, column, cell.points, styles["points"])
        if not row.fails:
            sheet.write_number(place, len(items) + 1, row.worst, styles["points"])


def _inputs(book: Any, styles: Any, items: Sequence[Compared], inputs: InputDifferences) -> None:
    sheet = _sheet(book, styles, "What differs", ["Assumption", "Where", *(item.name for item in items)])
    for place, row in enumerate(inputs.rows, 1):
        for column, text in enumerate((row.label, row.group, *row.values)):
            sheet.write_string(place, column, text, styles["text"])


def _sheet(book: Any, styles: Any, name: str, header: Sequence[str]) -> Any:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, max(1, len(header) - 1), NARROW)
    for column, text in enumerate(header):
        sheet.write_string(0, column, text, styles["head"])
    sheet.freeze_panes(1, 1)
    return sheet

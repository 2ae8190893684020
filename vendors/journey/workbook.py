"""The questions to a vendor as an Excel workbook, and its answers read back."""

import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

import xlsxwriter

from vendors.journey.asked import Step
from vendors.journey.questions import Question
from vendors.services.facts import UNKNOWN
from vendors.services.workbook_child import NOT_OURS, Refused
from vendors.services.workbooks import Sheets

HEADER: Final = ("Key", "Question", "In", "Your answer")
KEY, ANSWER = 0, 3
NOT_KNOWN: Final = "not known"
FIRST_ROW: Final = 3
INTRODUCTION: Final = (
    "Fill in the last column. Write “not known” where you do not know; leave open what you do not want to "
    "answer. Percentages as numbers: 35 for 35 %."
)


def workbook(title: str, steps: Iterable[Step], contents: Mapping[tuple[str, str], Any], units: Any) -> bytes:
    """One sheet per step. units: question to the words of its unit."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "answer": book.add_format({"bg_color": "#FDF2D8", "text_wrap": True, "valign": "top", "border": 1}),
    }
    for step in steps:
        if step.questions:
            _sheet(book, formats, title, step, contents, units)
    book.close()
    return file.getvalue()


def _sheet(
    book: Any, formats: Any, title: str, step: Step, contents: Mapping[tuple[str, str], Any], units: Any
) -> None:
    sheet = book.add_worksheet(step.title[:31])
    sheet.write_string(0, 1, f"{title}: {step.title}", formats["title"])
    sheet.write_string(1, 1, INTRODUCTION, formats["text"])
    for column, words in enumerate(HEADER):
        sheet.write_string(FIRST_ROW - 1, column, words, formats["head"])
    for number, question in enumerate(step.questions, FIRST_ROW):
        sheet.write_string(number, KEY, f"{step.holder}:{question.key}", formats["text"])
        sheet.write_string(number, 1, question.text, formats["text"])
        sheet.write_string(number, 2, units(question), formats["text"])
        _answer(sheet, number, question, contents.get((step.holder, question.key)), formats["answer"])
        _offer_choices(sheet, number, question)
    sheet.set_column(KEY, KEY, None, None, {"hidden": True})
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 2, 16)
    sheet.set_column(ANSWER, ANSWER, 42)
    sheet.freeze_panes(FIRST_ROW, 0)


def _answer(sheet: Any, row: int, question: Question, content: Any, cell_format: Any) -> None:
    text = text_of(question, content)
    if question.kind == "number" and text and content != UNKNOWN:
        sheet.write_number(row, ANSWER, float(text), cell_format)
    else:
        sheet.write_string(row, ANSWER, text, cell_format)


def _offer_choices(sheet: Any, row: int, question: Question) -> None:
    words = [label for _, label in question.choices] if question.kind == "choice" else []
    if question.kind == "yes_no":
        words = ["yes", "no"]
    if words:
        source = [*words, NOT_KNOWN]
        sheet.data_validation(
            row, ANSWER, row, ANSWER, {"validate": "list", "source": source, "show_error": False}
        )


def text_of(question: Question, content: Any) -> str:
    """As it stands in the cell, and as the form reads it."""
    if content in (None, ""):
        return ""
    if content == UNKNOWN:
        return NOT_KNOWN
    if question.kind == "yes_no":
        return "yes" if content else "no"
    if question.kind == "choice":
        return dict(question.choices).get(content, str(content))
    if question.kind == "number":
        scale = 100 if question.unit.startswith("share") else 1
        return f"{round(float(content) * scale, 6):g}"
    return str(content)


def answers_in(sheets: Sheets, steps: Iterable[Step]) -> dict[tuple[str, str], str]:
    """Text of each answer by holder and key. Raises Refused where no sheet is one of ours."""
    wanted = {f"{step.holder}:{q.key}": (step.holder, q.key) for step in steps for q in step.questions}
    found = {}
    for rows in sheets.values():
        for cells in rows:
            if len(cells) > ANSWER and cells[KEY] in wanted:
                found[wanted[cells[KEY]]] = cells[ANSWER].strip()
    if not found:
        raise Refused(NOT_OURS)
    return found


def typed(question: Question, text: str) -> dict[str, str]:
    """The text of a cell as the fields of a form have it."""
    if text.casefold() == NOT_KNOWN:
        if question.kind in ("choice", "yes_no"):
            return {question.name: "unknown"}
        return {f"{question.name}__unknown": "on"}
    if question.kind == "choice":
        values = {label.casefold(): value for value, label in question.choices}
        return {question.name: values.get(text.casefold(), text)}
    if question.kind == "yes_no":
        return {question.name: text.casefold()}
    return {question.name: text}

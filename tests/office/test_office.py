"""LibreOffice opens the files: it computes the same figures in every cell, and reads the Word document."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from outsourcing import system_packages
from reports.exports.inputs_page import NAME as INPUTS
from reports.exports.word import word
from reports.exports.workbook import workbook
from tests.exports_examples import CLIENTS, document_of, reading_of

_RESULT = re.compile(rb"(</f>)<v>[^<]*</v>")
Converter = Callable[[bytes, str, str], bytes]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Converter:
    program = system_packages.office()
    if program is None:
        pytest.fail("LibreOffice is missing; the stage of the self-test says so before it gets here")
    folder = tmp_path_factory.mktemp("office")

    def converted(data: bytes, ending: str, wanted: str) -> bytes:
        target = folder / "converted"
        shutil.rmtree(target, ignore_errors=True)
        (folder / f"given.{ending}").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", wanted, "--outdir", target]
        subprocess.run([*command, folder / f"given.{ending}"], check=True, capture_output=True, timeout=300)
        return next(Path(target).iterdir()).read_bytes()

    return converted


def without_results(data: bytes) -> bytes:
    """The workbook with formulas alone, so that nothing can be read that was not computed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _RESULT.sub(rb"\1", content) if "worksheets/" in name else content)
    return file.getvalue()


def cells_of(data: bytes) -> dict[tuple[str, str], object]:
    """Results by sheet and address."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def formulas_of(data: bytes) -> list[tuple[str, str]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = ((sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row)
    return [(title, cell.coordinate) for title, cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize("name", CLIENTS)
def test_libreoffice_computes_the_same_in_every_cell(name: str, convert: Converter) -> None:
    ours = workbook(reading_of(name), document_of(name))
    stripped = without_results(ours)
    formulas = formulas_of(stripped)
    assert len(formulas) > 5000
    assert not set(formulas) & set(cells_of(stripped))
    stored, computed = cells_of(ours), cells_of(convert(stripped, "xlsx", "xlsx:Calc MS Excel 2007 XML"))
    differing = [
        f"{place}: {stored[place]} here, {computed.get(place)} there"
        for place in formulas
        if not same(stored[place], computed.get(place))
    ]
    assert differing == []


def same(ours: object, theirs: object) -> bool:
    if isinstance(ours, str) or isinstance(theirs, str) or theirs is None:
        return ours == theirs
    return theirs == pytest.approx(ours, rel=1e-9, abs=1e-9)


def test_the_check_tells_when_an_input_is_changed(convert: Converter) -> None:
    """A positive control: the sheets follow a figure of one's own, and say that they do."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(reading_of(CLIENTS[0]), document_of(CLIENTS[0]))))
    inputs = book[INPUTS]
    row = next(cell.row for cell in inputs["L"] if cell.value == "service.agent_wage_per_hour")
    inputs[f"H{row}"] = 99.0
    file = io.BytesIO()
    book.save(file)
    computed = cells_of(convert(file.getvalue(), "xlsx", "xlsx:Calc MS Excel 2007 XML"))
    verdicts = [text for (sheet, _), text in computed.items() if sheet == "Results" and text in SAID]
    assert verdicts == ["an input was changed"] * len(reading_of(CLIENTS[0]).decision.options)


def test_expected_figures_agree_as_well(convert: Converter) -> None:
    """The other choice on the sheet Inputs: the mean of each range instead of the likely value."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(reading_of(CLIENTS[2]), document_of(CLIENTS[2]))))
    book[INPUTS]["B4"] = "expected"
    file = io.BytesIO()
    book.save(file)
    computed = cells_of(convert(file.getvalue(), "xlsx", "xlsx:Calc MS Excel 2007 XML"))
    verdicts = [text for (sheet, _), text in computed.items() if sheet == "Results" and text in SAID]
    assert verdicts == ["all agree"] * len(reading_of(CLIENTS[2]).decision.options)


SAID = ("all agree", "an input was changed")


def test_libreoffice_reads_the_word_document(convert: Converter) -> None:
    document = document_of(CLIENTS[0])
    pdf = convert(word(document), "docx", "pdf")
    assert pdf.startswith(b"%PDF")
    text = convert(word(document), "docx", "txt:Text (encoded):UTF8").decode("utf-8-sig")
    for section in document.sections:
        assert section.title in text
    for figure in document.figures:
        assert figure.spec.words.title in text

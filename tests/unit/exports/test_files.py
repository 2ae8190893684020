"""The files that a decision is taken elsewhere in, opened again: all that is printed, nothing that runs."""

import csv
import io
import re
import zipfile
from dataclasses import replace

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import html
from PIL import Image

from reports import exports
from reports.charts.to_svg import to_svg
from reports.exports.document import Figure, Paragraph, Table
from reports.exports.painter import to_png
from reports.exports.reader import read_report
from reports.exports.tables_archive import tables_archive
from reports.exports.word import word
from reports.exports.word.styles import _ORDER
from reports.exports.workbook import workbook
from reports.pdf.sheet import print_page
from reports.presenters import read, report
from reports.presenters.edition import Edition
from tests.exports_examples import CLIENTS, EVERYTHING, document_of, golden, reading_of

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "😀🎉 @SUM(A1:A9) " + "x" * 180,
    "חברת שירות לקוחות בע״מ",
    "a" * 200,
    "\x01<b>&amp;'",
)


def hostile(name: str = "case1_online_retailer"):
    """Every name in the case is one that means harm."""
    case, decision = golden(name)
    options = tuple(replace(o, name=HOSTILE[i % len(HOSTILE)]) for i, o in enumerate(case.options))
    providers = tuple(replace(p, name=HOSTILE[i % len(HOSTILE)]) for i, p in enumerate(case.providers))
    streams = tuple(replace(s, name=HOSTILE[i % len(HOSTILE)]) for i, s in enumerate(case.service.streams))
    case = replace(case, client=HOSTILE[0], title=HOSTILE[1], options=options, providers=providers,
                   service=replace(case.service, streams=streams))  # fmt: skip
    names = {o.id: o.name for o in options}
    results = tuple(replace(o, name=names[o.option_id]) for o in decision.options)
    reading = read(replace(decision, options=results), case)
    return reading, read_report(report.present(reading, EVERYTHING))


def words_of(text: str) -> list[str]:
    return re.sub(r"[\s\u00a0]+", " ", text).split()


@pytest.mark.parametrize("name", CLIENTS)
def test_the_reading_loses_no_word_of_a_table_that_is_printed(name: str) -> None:
    printed = html.document_fromstring(print_page(report.present(reading_of(name), EVERYTHING), "", ""))
    captions = [
        table.find("caption").text_content()
        for table in printed.iter("table")
        if table.find("caption") is not None
    ]
    document = document_of(name)
    assert [words_of(table.caption) for table in document.tables] == [words_of(text) for text in captions]
    printed_cells = [words_of(cell.text_content()) for cell in printed.iter("td", "th")]
    blocks = (block for section in document.sections for block in section.blocks)
    rows = [row for block in blocks if isinstance(block, Table) for row in (*block.heads, *block.rows)]
    read_cells = [words_of(" ".join(line.text for line in cell.lines)) for row in rows for cell in row.cells]
    assert ["".join(words) for words in read_cells] == ["".join(words) for words in printed_cells]
    assert {figure.get("id") for figure in printed.iter("figure")} == {
        f"figure-{f.key}" for f in document.figures
    }


def test_word_has_the_parts_tables_and_figures_of_the_report() -> None:
    document = document_of("case1_online_retailer")
    made = docx.Document(io.BytesIO(word(document)))
    heads = [p.text for p in made.paragraphs if p.style.name in ("Title", "Heading 1")]
    assert heads == [section.title for section in document.sections]
    captions = [re.sub(r"\s+", " ", p.text) for p in made.paragraphs if p.style.name == "Caption"]
    blocks = [b for s in document.sections for b in s.blocks if isinstance(b, Table | Figure)]
    wanted = [b.caption if isinstance(b, Table) else f"{b.label}. {b.spec.words.title}" for b in blocks]
    assert captions == [re.sub(r"\s+", " ", text) for text in wanted if text]
    texts = [[cell.text for cell in row.cells] for row in made.tables[1].rows]
    assert texts[0][0] == "Option"


def test_word_says_its_pictures_repeats_its_heads_and_names_its_language() -> None:
    document = document_of("case1_online_retailer")
    made = docx.Document(io.BytesIO(word(document)))
    described = [element.get("descr") for element in made.element.body.iter(qn("wp:docPr"))]
    assert {figure.words for figure in document.figures} <= set(described)
    assert all(described)
    for table in made.tables:
        flags = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert flags == sorted(flags, reverse=True)
    assert sum(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in made.tables) >= len(
        document.tables
    )
    assert made.core_properties.title == document.title
    assert made.core_properties.language == "en-GB"
    assert made.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_words_properties_stand_in_the_order_that_word_asks_for() -> None:
    made = docx.Document(
        io.BytesIO(word(document_of("case3_saas_webhost", Edition(mark="Secret", paper="Letter"))))
    )
    for properties in made.element.body.iter(qn("w:pPr")):
        places = [_ORDER.index(child.tag.rpartition("}")[2]) for child in properties]
        assert places == sorted(places)


def test_numbers_of_captions_are_fields_with_the_printed_number() -> None:
    made = docx.Document(io.BytesIO(word(document_of("case1_online_retailer"))))
    codes = [element.text.strip() for element in made.element.body.iter(qn("w:instrText"))]
    assert sum(code.startswith("SEQ Table") for code in codes) >= 10
    assert sum(code.startswith("SEQ Figure") for code in codes) >= 6


@pytest.mark.parametrize("name", CLIENTS)
def test_the_workbook_agrees_with_the_program_in_every_total(name: str) -> None:
    data = workbook(reading_of(name), document_of(name))
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    sheets = values.sheetnames
    assert sheets[:3] == ["About", "Results", "Inputs"]
    assert sheets[-2:] == ["Report tables", "Chart data"]
    checks = [
        cell.value
        for sheet in values
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in ("agrees", "an input was changed", "all agree")
    ]
    assert checks.count("all agree") == len(golden(name)[1].options)
    assert checks.count("agrees") == 10 * len(golden(name)[1].options)
    assert "an input was changed" not in checks


def test_formulas_start_from_the_inputs_and_hold_no_text_of_people() -> None:
    reading, document = hostile()
    book = openpyxl.load_workbook(io.BytesIO(workbook(reading, document)))
    formulas = [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert len(formulas) > 4000
    known = re.compile(r"(?:MAX|MIN|IF|AND|SUM|SUMPRODUCT|AVERAGE|CHOOSE|EXP|ABS|COUNTIF)\(")
    ours = re.compile(
        r'"(?:agrees|an input was changed|all agree|expected|within its range|outside its range|)"'
    )
    for cell in formulas:
        text = re.sub(r"'[^']*'!", "", cell.value)
        rest = known.sub("(", ours.sub("", text))
        assert re.fullmatch(r"=[$A-Z0-9.:+\-*/^(),<>=e]*", rest), cell.value
    text = [
        c
        for sheet in book
        for row in sheet.iter_rows()
        for c in row
        if isinstance(c.value, str) and c.value.startswith(("=cmd", "😀"))
    ]
    assert text
    assert all(cell.data_type == "s" for cell in text)
    assert all(cell.quotePrefix for cell in text if cell.value.startswith("="))


def test_tables_open_in_a_spreadsheet_and_hold_no_formula() -> None:
    reading, document = hostile()
    data = tables_archive(reading, document)
    assert data == tables_archive(reading, document)
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert len(archive.namelist()) == 3 + len(document.tables) + len(document.figures)
    assert all(re.fullmatch(r"[a-z0-9-]+\.csv", name) for name in archive.namelist())
    for name in archive.namelist():
        content = archive.read(name)
        assert content.startswith(b"\xef\xbb\xbf")
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
            for cell in row:
                assert not cell.startswith(("=", "@", "+c", "\t")), cell
    assert "'=cmd" in archive.read(archive.namelist()[0]).decode()


def test_figures_behind_the_tables_are_unrounded() -> None:
    archive = zipfile.ZipFile(io.BytesIO(tables_archive(reading_of(CLIENTS[0]), document_of(CLIENTS[0]))))
    heads, *rows = csv.reader(io.StringIO(archive.read("01-results.csv").decode("utf-8-sig")))
    best = golden(CLIENTS[0])[1].options[0]
    assert float(rows[0][heads.index("Cost")]) == best.money.present_cost.mean
    inputs = list(csv.reader(io.StringIO(archive.read("02-inputs.csv").decode("utf-8-sig"))))
    assert len(inputs) == 1 + len(golden(CLIENTS[0])[1].inputs)


def test_hostile_names_reach_word_as_they_are() -> None:
    _, document = hostile()
    made = docx.Document(io.BytesIO(word(document)))
    text = "\n".join(p.text for p in made.paragraphs) + "".join(
        c.text for t in made.tables for r in t.rows for c in r.cells
    )
    assert "=cmd|" in text
    assert "חברת" in text
    assert "\x01" not in text


def test_a_picture_is_drawn_as_large_as_its_svg_says() -> None:
    figure = document_of("case1_online_retailer").figures[0]
    data, width, height = to_png(to_svg(figure.spec, 600, letter_by_letter=True))
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    assert picture.size == (1200, pytest.approx(height * 2, abs=1))
    assert width == 600
    colours = {colour for _, colour in picture.getcolors(1 << 20)}
    assert (0x00, 0x72, 0xB2) in colours  # cost
    assert (0xFF, 0xFF, 0xFF) in colours


def test_strokes_dashes_areas_and_letters_of_other_scripts_are_drawn() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40" viewBox="0 0 100 40">'
        '<path d="M0 0L100 0L100 20L0 20Z" fill="#ff0000" fill-opacity="0.5"/>'
        '<line x1="0" y1="30" x2="100" y2="30" stroke="#0000ff" stroke-width="2" stroke-dasharray="5 5"/>'
        '<text x="50" y="15" font-size="12" fill="#000000" text-anchor="middle">שלום Ω 😀</text></svg>'
    )
    picture = Image.open(io.BytesIO(to_png(svg)[0])).convert("RGB")
    assert picture.getpixel((2, 2)) == (255, 127, 127)
    assert picture.getpixel((4, 60)) == (0, 0, 255)
    assert picture.getpixel((15, 60)) == (255, 255, 255)
    assert min(sum(picture.getpixel((x, y))) for x in range(40, 160) for y in range(8, 34)) < 200


def test_no_file_says_of_itself_what_only_the_pdf_does() -> None:
    for parts in ("whole", "full"):
        document = document_of("case1_online_retailer", Edition(parts=parts))
        lines = [b.line.text for s in document.sections for b in s.blocks if isinstance(b, Paragraph)]
        assert not [text for text in lines if "this file" in text.lower()]
        assert any("The PDF of this report carries its own data" in text for text in lines)


def test_an_unknown_file_is_refused() -> None:
    with pytest.raises(KeyError):
        exports.make("exe", *golden(CLIENTS[0]), EVERYTHING)

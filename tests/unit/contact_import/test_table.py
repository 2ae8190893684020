"""Files are opened with guards: a refusal says what to do."""

import zipfile

import pytest
from openpyxl import Workbook

from assessments.services.contact_import import table
from assessments.services.contact_import.table import Refused, guess, rows_of


def written(tmp_path, data: bytes, name="file.csv"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_encoding_and_separator_are_guessed(tmp_path):
    assert guess(written(tmp_path, "a;b\nü;1\n".encode("cp1252"))) == ("cp1252", ";")
    assert guess(written(tmp_path, "a,b\nü,1\n".encode())) == ("utf-8", ",")
    assert guess(written(tmp_path, "a\tb\n".encode("utf-16"))) == ("utf-16", "\t")


def test_a_letter_cut_in_two_at_the_end_of_the_sample_is_still_utf8(tmp_path):
    data = ("a,b\n" + "x" * 199_995 + "ü,1\n").encode()
    assert guess(written(tmp_path, data))[0] == "utf-8"


def test_rows_come_with_their_line_and_empty_lines_do_not(tmp_path):
    path = written(tmp_path, b'\xef\xbb\xbfday,what\n\n2024-01-01,"two\nlines"\n2024-01-02,x\n')
    assert list(rows_of(path)) == [
        (1, ["day", "what"]),
        (4, ["2024-01-01", "two\nlines"]),
        (5, ["2024-01-02", "x"]),
    ]


def test_two_columns_of_one_name_and_one_without_name_can_be_told_apart(tmp_path):
    path = written(tmp_path, b"day,day,,\n1,2,3\n")
    assert next(rows_of(path))[1] == ["day", "day (2)"]
    path = written(tmp_path, b"day,,x\n1,2,3\n")
    assert next(rows_of(path))[1] == ["day", "Column 2", "x"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty"),
        (b"only\n1\n", "Only one column"),
        (b"a,b\n" + b'"' + b"x" * 200_000, "cannot be split into columns"),
        (b"a,b\n1,\xff\xfe\xfd\n", "Choose another encoding"),
        (",".join(f"c{i}" for i in range(201)).encode(), "201 columns"),
    ],
)
def test_a_text_file_that_cannot_be_read_is_refused(tmp_path, data, message):
    with pytest.raises(Refused, match=message):
        list(rows_of(written(tmp_path, data)))


def test_a_workbook_is_read_as_text(tmp_path):
    book = Workbook()
    book.active.append(["day", "count", "share"])
    book.active.append(["2024-01-01", 3, 0.5])
    book.save(tmp_path / "b.xlsx")
    assert list(rows_of(tmp_path / "b.xlsx")) == [
        (1, ["day", "count", "share"]),
        (2, ["2024-01-01", "3", "0.5"]),
    ]


def zipped(tmp_path, entries):
    path = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = zipped(tmp_path, [("xl/workbook.xml", b"0" * 5_000_000)])
    with pytest.raises(Refused, match="too large once it is unpacked"):
        table.check_workbook(path)


def test_a_zip_with_too_many_entries_is_refused(tmp_path):
    path = zipped(tmp_path, [(f"xl/{n}.xml", b"x") for n in range(201)])
    with pytest.raises(Refused, match="too large"):
        table.check_workbook(path)


def test_another_zip_is_not_a_workbook(tmp_path):
    with pytest.raises(Refused, match="not an Excel workbook"):
        table.check_workbook(zipped(tmp_path, [("mimetype", b"text")]))


def test_a_damaged_workbook_is_refused(tmp_path):
    with pytest.raises(Refused, match="damaged"):
        list(rows_of(written(tmp_path, b"PK\x03\x04rubbish", "x.xlsx")))


def test_a_workbook_whose_parts_are_rubbish_is_refused(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        list(rows_of(zipped(tmp_path, [("xl/workbook.xml", b"<rubbish")])))

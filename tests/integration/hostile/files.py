"""Files that trouble whoever reads them, each made when it is asked for; and what must not come of them."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from PIL import Image

from .strings import MARK

MEGABYTE = 1024**2
TYPES = "[Content_Types].xml"
BOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
PASSWD = "../" * 12 + "tmp/" + MARK
HEAD = b"created,subject,channel\n"
ROW = b"2026-01-05 09:10,Delivery,phone\n"
FAR = '<row r="1048576"><c r="XFD1048576"/></row>'
LOOPS = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"
    b"trailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"
)
Maker = Callable[[], bytes]


def zipped(*entries: tuple[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def book(sheet: bytes | str = "<worksheet/>", **others: str) -> bytes:
    """Shaped like a workbook. others: parts by name, with _ for / and without their ending"""
    parts = [(f"xl/{name.replace('_', '/')}.xml", text) for name, text in others.items()]
    return zipped((TYPES, "<Types/>"), (BOOK, "<workbook/>"), (SHEET, sheet), *parts)


def laughs() -> str:
    entities = "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    return f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">{entities}]><worksheet>&i;</worksheet>'


def lying(data: bytes) -> bytes:
    """The directory says that the largest part unpacks to a thousand bytes."""
    whole, size = bytearray(data), struct.pack("<I", 100 * MEGABYTE)
    where = whole.rfind(size)
    whole[where : where + 4] = struct.pack("<I", 1000)
    return bytes(whole)


def deep_zip() -> bytes:
    inner = zipped(("0", bytes(MEGABYTE)))
    for level in range(8):
        inner = zipped((f"{level}.zip", inner), (TYPES, "<Types/>"), (BOOK, "<workbook/>"))
    return inner


def png(width: int, height: int, body: bytes = b"", end: bool = True) -> bytes:
    """With a head that says how large the picture is, whatever comes after it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    last = chunk(b"IEND", b"") if end else b""
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", body or zlib.compress(bytes(1000))) + last


def picture(kind: str, size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def pdf(name: str = "", attached: bytes = b"", pages: int = 1, encrypted: bool = False) -> bytes:
    out = io.BytesIO()
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    if name:
        document.attachments[name] = pikepdf.AttachedFileSpec(document, attached, filename=name)
    document.save(out, encryption=pikepdf.Encryption(owner="o", user="u") if encrypted else False)
    return out.getvalue()


def live_pdf() -> bytes:
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{MARK}')")
    document.Root.OpenAction = document.make_indirect(action)
    document.save(out)
    return out.getvalue()


def pdf_bomb() -> bytes:
    return pdf("case.json", b" " * 60 * MEGABYTE)


TABLES: dict[str, Maker] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"\x00",
    "only line ends": lambda: b"\r\n" * 10_000,
    "only zeros": lambda: bytes(MEGABYTE),
    "only quotes": lambda: b'"' * 100_000,
    "an open quote": lambda: HEAD + b'2026-01-05 09:10,"' + b"x" * MEGABYTE,
    "one line without an end": lambda: b"a,b\n" + b"x" * 12 * MEGABYTE,
    "a million columns": lambda: b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n",
    "a million commas": lambda: HEAD + b"," * 1_000_000 + b"\n",
    "columns of one name": lambda: b"created,created,created\n" + ROW,
    "a head and no rows": lambda: HEAD,
    "rows of all lengths": lambda: HEAD + b"".join(b"x," * n + b"\n" for n in range(200)),
    "formulas in the head": lambda: b"=1+1,@SUM(A1),+cmd|' /C calc'!A0\n" + ROW,
    "formulas in rows": lambda: HEAD + b'2026-01-05 09:10,"=HYPERLINK(""http://x"")",-1+1\n' * 50,
    "markup in the head": lambda: f'<script>{MARK}</script>,<img src=x onerror={MARK}>,"\n'.encode() + ROW,
    "zeros inside": lambda: HEAD + b"2026-01-05\x00 09:10,De\x00livery,ph\x00one\n" * 50,
    "bytes of no encoding": lambda: bytes(range(256)) * 400,
    "half of UTF-16": lambda: (HEAD + ROW * 50).decode().encode("utf-16")[:-1],
    "two byte order marks": lambda: b"\xef\xbb\xbf\xff\xfe" + HEAD + ROW,
    "an encoding that lies": lambda: b"\xff\xfe" + HEAD + ROW * 20,
    "times that never were": lambda: HEAD + b"0000-00-00 25:61,x,y\n9999-99-99 00:00,x,y\n" * 30,
    "numbers without end": lambda: b"created,wait\n" + b"2026-01-05 09:10," + b"9" * 5000 + b"\n",
    "a page of HTML": lambda: b"<!doctype html><table><tr><td>created</td></tr></table>" * 50,
    "JSON for a table": lambda: json.dumps([{"created": 1}] * 50).encode(),
    "a program": lambda: b"\x7fELF\x02\x01\x01" + bytes(5000),
    "a pickle": lambda: b"\x80\x04\x95\x1f\x00\x00\x00\x8c\x05posix\x8c\x06system\x93\x8c\x02id\x85R.",
}
BOOKS: dict[str, Maker] = {
    "a workbook that unpacks to 100 MB": lambda: book(b"0" * 100 * MEGABYTE),
    "a workbook that hides that": lambda: lying(book(b"0" * 100 * MEGABYTE)),
    "a workbook of ten thousand parts": lambda: zipped(*((f"xl/{n}.xml", "x") for n in range(10_000))),
    "words that multiply": lambda: book(laughs()),
    "shared words that multiply": lambda: book(sharedStrings=laughs()),
    "an entity from a file": lambda: book(
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>'
    ),
    "an entity from the network": lambda: book(
        f'<!DOCTYPE a [<!ENTITY b SYSTEM "http://{MARK}.example/">]><worksheet>&b;</worksheet>'
    ),
    "a zip in a zip in a zip": deep_zip,
    "a path out of the folder": lambda: zipped((PASSWD, "x"), (TYPES, "<Types/>"), (BOOK, "<workbook/>")),
    "an absolute path": lambda: zipped((f"/tmp/{MARK}", "x"), (BOOK, "<workbook/>")),
    "one name twice": lambda: zipped((SHEET, "<a/>"), (SHEET + " ", "<b/>"), (BOOK, "<workbook/>")),
    "a workbook cut in the middle": lambda: book("<worksheet/>" * 500)[:-200],
    "a workbook without its directory": lambda: book()[:-22],
    "a workbook with a wrong sum": lambda: book().replace(b"<worksheet/>", b"<worksheeT/>"),
    "a workbook with text before it": lambda: b"MZ" * 500 + book(),
    "an empty zip": zipped,
    "a zip without a workbook": lambda: zipped(("readme.txt", "x")),
    "a workbook that is no XML": lambda: book(b"\x00\xff" * 500),
    "XML without an end": lambda: book("<worksheet>" + "<a>" * 100_000),
    "a cell far away": lambda: book(f"<worksheet><sheetData>{FAR}</sheetData></worksheet>"),
    "an old workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8192),
}  # fmt: skip
PICTURES: dict[str, Maker] = {
    "a picture of 60,000 by 60,000": lambda: png(60_000, 60_000),
    "a picture without height": lambda: png(100, 0),
    "a picture of four thousand million": lambda: png(2**31 - 1, 2**31 - 1),
    "a picture that unpacks to 100 MB": lambda: png(5000, 5000, zlib.compress(bytes(100 * MEGABYTE))),
    "a picture cut in the middle": lambda: picture("PNG", (400, 400))[:-300],
    "a picture without an end": lambda: png(40, 20, end=False),
    "a drawing with a script": lambda: f'<svg xmlns="http://www.w3.org/2000/svg" onload="{MARK}"/>'.encode(),
    "a picture of another kind": lambda: picture("TIFF"),
    "a moving picture": lambda: picture("GIF"),
    "PostScript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n",
    "a picture and a page": lambda: picture("PNG") + f"<script>{MARK}</script>".encode(),
    "a picture and a zip": lambda: picture("JPEG") + book(),
}
PDFS: dict[str, Maker] = {
    "a PDF and no more": pdf,
    "only the head of a PDF": lambda: b"%PDF-1.7\n",
    "a PDF cut in the middle": lambda: pdf("case.json", b"{}" * 9000)[:-800],
    "a PDF with a script": live_pdf,
    "a PDF with a password": lambda: pdf(encrypted=True),
    "a PDF that unpacks to 60 MB": pdf_bomb,
    "a PDF with an empty case": lambda: pdf("case.json", b"{}"),
    "a PDF with a case of arrows": lambda: pdf("case.json", b"[" * 100_000),
    "a PDF with a case that is none": lambda: pdf("case.json", b'{"schema": NaN, "a": 1e999}'),
    "a PDF with a file from outside": lambda: pdf(PASSWD, b"x"),
    "a PDF of loops": lambda: LOOPS,
    "a PDF and a zip": lambda: pdf() + book(),
}  # fmt: skip
DOCUMENTS: dict[str, Maker] = {
    "JSON that is deep": lambda: b"[" * 200_000,
    "JSON of deep objects": lambda: b'{"a":' * 100_000,
    "JSON with what is no number": lambda: b'{"company": NaN, "title": Infinity}',
    "JSON with a number without end": lambda: b'{"company": ' + b"9" * 100_000 + b"}",
    "JSON with half a pair": lambda: b'{"company": {"name": "\\ud800"}, "title": "\\u0000"}',
    "JSON of the wrong kind": lambda: b'"company"',
    "JSON with names twice": lambda: b'{"company": {}, "company": []}',
    "JSON of other kinds inside": lambda: b'{"company": 1, "title": [], "processes": {}, "options": "x"}',
    "JSON cut in the middle": lambda: b'{"company": {"name": "Al',
}
FILES: dict[str, Maker] = {**TABLES, **BOOKS, **PICTURES, **PDFS, **DOCUMENTS}

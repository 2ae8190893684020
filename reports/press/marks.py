"""Declare PDF/UA-1 beside PDF/A-3a in the metadata, and attach each file once."""

import io
import re
import zlib

import pikepdf

_LINE_ENDS = (b"\r", b"\n")
_UNCLEAR = re.compile(rb"(?:\r|[^>]\n)\nendstream")  # the metadata ends with > and its own line end
_UA = (
    b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    b"<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    b'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>'
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    b'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq>"
    b"</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"
)


def with_accessibility_mark(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _mark(document)
        _attach_once(document)
        for stream in document.objects:
            if isinstance(stream, pikepdf.Stream) and stream.read_raw_bytes()[-1:] in _LINE_ENDS:
                _end_clearly(stream)
        return _saved(document)


def _saved(document: pikepdf.Pdf) -> bytes:
    """Saving adds streams of its own, which may end unclearly, too: then once more with a blank somewhere."""
    for blanks in range(8):
        if blanks:
            document.Root.Blanks = pikepdf.String(" " * blanks)
        out = io.BytesIO()
        document.save(out, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        if not _UNCLEAR.search(out.getvalue()):
            break
    return out.getvalue()


def _mark(document: pikepdf.Pdf) -> None:
    """The metadata must lie in the file uncompressed and as one tree."""
    metadata = pikepdf.Stream(
        document, document.Root.Metadata.read_bytes().strip().replace(b"</rdf:RDF>", _UA, 1)
    )
    metadata.Type, metadata.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    document.Root.Metadata = document.make_indirect(metadata)


def _attach_once(document: pikepdf.Pdf) -> None:
    if "/AF" not in document.Root:
        return
    files = {entry.objgen: entry for entry in document.Root.AF}
    document.Root.AF = pikepdf.Array(files.values())


def _end_clearly(stream: pikepdf.Stream) -> None:
    """A stream whose last byte looks like a line end has an unclear length, which PDF/A forbids.

    The last byte of compressed data is that of its checksum; a blank after a drawing or a byte after a font
    changes it and nothing else.
    """
    data, blank = stream.read_bytes(), b"\1" if "/Length1" in stream else b" "
    while zlib.compress(data)[-1:] in _LINE_ENDS:
        data += blank
    if "/Length1" in stream:
        stream.Length1 = len(data)
    stream.write(zlib.compress(data), filter=pikepdf.Name.FlateDecode)

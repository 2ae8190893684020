"""Declare PDF/UA-1 beside PDF/A-3a in the metadata, and attach each file once."""

import base64
import io
import zlib

import pikepdf

_LINE_ENDS = (b"\r", b"\n")
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
        _end_streams_clearly(document)
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            linearize=False,
            compress_streams=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
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


def _end_streams_clearly(document: pikepdf.Pdf) -> None:
    """A stream whose last byte looks like a line end has an unclear length: PDF/A does not allow it."""
    for stream in document.objects:
        if isinstance(stream, pikepdf.Stream) and stream.read_raw_bytes()[-1:] in _LINE_ENDS:
            _write_again(stream)


def _write_again(stream: pikepdf.Stream) -> None:
    """Compressed, with blanks after a drawing, which change its checksum alone; else also as text."""
    data = stream.read_bytes()
    is_drawing = stream.get("/Subtype") == pikepdf.Name.Form
    for blanks in range(8 if is_drawing else 1):
        packed = zlib.compress(data + b" " * blanks)
        if packed[-1:] not in _LINE_ENDS:
            return stream.write(packed, filter=pikepdf.Name.FlateDecode)
    filters = pikepdf.Array([pikepdf.Name.ASCII85Decode, pikepdf.Name.FlateDecode])
    return stream.write(base64.a85encode(packed) + b"~>", filter=filters)

"""Files as programs make them, and as somebody with ill intent would."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

import pikepdf
import xlsxwriter

Members = Mapping[str, bytes | str]

_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def archive(members: Members, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these members, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return made.getvalue()


def docx(more: Members | None = None, *, types: str = "", relations: str = "", main: str = _WORD) -> bytes:
    """A small Word document with `more` members, `types` and `relations` to the document added."""
    return archive(
        {
            "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{_CONTENT}">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>',
            "_rels/.rels": relationships(
                f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            ),
            "word/document.xml": "<w:document xmlns:w='urn:w'><w:p>Granviks kommun</w:p></w:document>",
            "word/_rels/document.xml.rels": relationships(relations),
            **(more or {}),
        }
    )


def relationships(stated: str) -> str:
    """A list of relationships."""
    return f'<Relationships xmlns="{_RELATIONS}">{stated}</Relationships>'


def external(kind: str, target: str) -> str:
    """A relationship out of the document."""
    return f'<Relationship Id="x" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'


def xlsx() -> bytes:
    """A workbook as a real program writes it, with a link and a chart."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Kontroller")
        sheet.write_row(0, 0, ["Kontroll", "Antal"])
        sheet.write_row(1, 0, ["Attestlista", 12])
        sheet.write_url(2, 0, "https://granvik.example/plan")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Kontroller!$B$2:$B$2"})
        sheet.insert_chart("D2", chart)
    return made.getvalue()


def open_document(kind: str = "text", more: Members | None = None, manifest: str = "") -> bytes:
    """A small OpenDocument file: `text` or `spreadsheet`."""
    namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        kept = zipfile.ZipInfo("mimetype")
        file.writestr(kept, f"application/vnd.oasis.opendocument.{kind}")
        file.writestr("content.xml", "<o:document xmlns:o='urn:o'><o:p>Granvik</o:p></o:document>")
        file.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{namespace}">{manifest}</m:manifest>')
        for name, content in (more or {}).items():
            file.writestr(name, content)
    return made.getvalue()


def pdf(pages: int = 1, *, script: str = "", password: str = "") -> bytes:
    """A PDF of empty pages; with a script that runs when it is opened, or locked."""
    made = io.BytesIO()
    with pikepdf.new() as file:
        for _ in range(pages):
            file.add_blank_page(page_size=(595, 842))
        if script:
            action = pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name.JavaScript, JS=script)
            file.Root.OpenAction = file.make_indirect(action)
        locked = pikepdf.Encryption(owner=password, user=password) if password else False
        file.save(made, encryption=locked, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def pdf_with_file(content: bytes, media_type: str) -> bytes:
    """A PDF that carries a file of a stated media type."""
    made = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        stream = file.make_stream(content, Type=pikepdf.Name.EmbeddedFile, Subtype=pikepdf.Name(media_type))
        spec = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="fil", EF=pikepdf.Dictionary(F=stream))
        names = pikepdf.Dictionary(Names=pikepdf.Array(["fil", file.make_indirect(spec)]))
        file.Root.Names = pikepdf.Dictionary(EmbeddedFiles=names)
        file.save(made)
    return made.getvalue()


def pdf_of_object_stream(packed: bytes) -> bytes:
    """A PDF whose objects are said to stand in a packed stream, which is given."""
    stream = b"<</Type/ObjStm/N 1/First 10/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    body = b"%PDF-1.5\n1 0 obj\n" + stream + packed + b"\nendstream endobj\n"
    rows = b"\x00\x00\x00\xff" + b"\x01\x00\x09\x00" + b"\x02\x00\x01\x00"
    table = b"<</Type/XRef/Size 3/W[1 2 1]/Root 2 0 R/Length %d>>stream\n" % len(rows)
    return body + b"3 0 obj\n" + table + rows + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def png(width: int = 4, height: int = 3) -> bytes:
    """A PNG whose head says a size; its picture is one empty chunk."""
    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    chunks = [_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(b"\x00" * 40)), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def jpeg(width: int = 4, height: int = 3) -> bytes:
    """A JPEG's segments with a size; its picture is a few bytes."""
    jfif = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = b"\xff\xc0\x00\x0b\x08" + height.to_bytes(2) + width.to_bytes(2) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + jfif + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\x34\xff\xd9"

"""Files that somebody sends to do harm, made while a test runs."""

from __future__ import annotations

import io
import zipfile
import zlib

EMPTY_PDF = (
    b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\ntrailer << /Root 1 0 R >>\n"
)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


def zip_bomb(megabytes: int = 100) -> bytes:
    """Return an archive of a few kilobytes that would unpack to so many megabytes."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.csv", b"0" * (megabytes * 250_000))
    return box.getvalue()


def entity_bomb(depth: int = 9) -> bytes:
    """Return an XML text that would blow up to 10^depth words."""
    rows = ['<!ENTITY e0 "lol">']
    rows += [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth + 1)]
    return f'<?xml version="1.0"?><!DOCTYPE x [{"".join(rows)}]><x>&e{depth};</x>'.encode()


EXTERNAL_ENTITY = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<!doctype x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
)


def acting_pdf(act: bytes) -> bytes:
    """Return a PDF whose catalogue says what to do on opening."""
    return EMPTY_PDF.replace(b"/Pages 2 0 R", b"/Pages 2 0 R /Names << " + act + b" >>")


def hidden_acting_pdf() -> bytes:
    """Return a PDF whose script lies in a compressed stream of objects."""
    inside = zlib.compress(b"5 0 << /S /JavaScript /JS (app.alert(1)) >>")
    stream = (
        b"4 0 obj << /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + inside + b"\nendstream\n"
    )
    return EMPTY_PDF.replace(b"trailer", stream + b"trailer")

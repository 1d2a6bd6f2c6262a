"""A QR code as a picture for a page."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import zxingcpp

SCALE = 6


def qr_picture(text: str) -> bytes:
    """Return the QR code of ``text`` as PNG, with white around it."""
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    modules = np.asarray(barcode.to_image(scale=SCALE, add_quiet_zones=True), dtype=np.uint8)
    height, width = modules.shape
    rows = b"".join(b"\0" + modules[row].tobytes() for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)  # 8 bits of grey
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, data) for kind, data in parts)


def grouped(secret: str) -> list[str]:
    """Return the letters of a secret by fours, for who types it instead."""
    return [secret[begin : begin + 4] for begin in range(0, len(secret), 4)]


def _part(kind: bytes, data: bytes) -> bytes:
    checked = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checked

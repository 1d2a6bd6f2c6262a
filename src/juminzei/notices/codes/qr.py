"""QR symbols (model 2, error correction M) as rows of modules."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import zxingcpp


@dataclass(frozen=True, slots=True)
class QrSymbol:
    """A square of ``side`` × ``side`` modules; ``pixels`` is 0 for dark, 255 for light."""

    side: int
    pixels: bytes


def symbol(text: str) -> QrSymbol:
    """Return the QR symbol of ``text``, without its quiet zone.

    The form that places it leaves four modules of white around it (JIS X 0510).
    """
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    modules = np.asarray(barcode.to_image(scale=1, add_quiet_zones=False))
    return QrSymbol(side=len(modules), pixels=modules.tobytes())

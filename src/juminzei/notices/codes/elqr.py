"""The text of a payment slip's QR code, in a layout of our own.

The nation's unified tax QR (eL-QR) has a closed layout; this one carries the same
items so that a city can try the whole way with its own readers::

    EL1|municipality 6|tax item 3|tax year 4|case key 20|confirmation 6|amount 11|due 8|check 1

The check digit is modulo 10, weights 3, 1, 3, … from the right, over all digits before it.
A reissued slip gets a new case key, which voids the old one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from juminzei.notices.codes.gs1_128 import check_digit

HEAD = "EL1"
WIDTHS = (6, 3, 4, 20, 6, 11, 8)
AMOUNT_LIMIT = 99_999_999_999


class QrTextError(ValueError):
    """A slip cannot carry, or a reader cannot have read, such a QR text."""


@dataclass(frozen=True, slots=True)
class QrText:
    """What the QR code says; ``amount`` in yen, ``due_on`` the 納期限."""

    municipality: str
    tax_item: str
    tax_year: int
    case_key: str
    confirmation: str
    amount: int
    due_on: date


def encode(text: QrText) -> str:
    """Return the QR code's text.

    Raises:
        QrTextError: An item has not the width or the signs that the layout gives it.
    """
    items = (
        text.municipality,
        text.tax_item,
        f"{text.tax_year:04d}",
        text.case_key,
        text.confirmation,
        f"{text.amount:011d}",
        f"{text.due_on:%Y%m%d}",
    )
    for item, width in zip(items, WIDTHS, strict=True):
        if len(item) != width or not (item.isascii() and item.isdigit()):
            raise QrTextError(
                f"QRコードの項目は数字{width}桁です（{item!r}）。"
                "金額が大きすぎるか、収納の設定が誤っています。"
            )
    return "|".join((HEAD, *items, str(check_digit("".join(items)))))


def decode(read: str) -> QrText:
    """Return what a scanned QR text says.

    Raises:
        QrTextError: It is not one of ours, or the check digit is wrong.
    """
    head, *items = read.split("|")
    *items, check = items or [""]
    if head != HEAD or tuple(map(len, items)) != WIDTHS or not "".join(items).isdigit():
        raise QrTextError("この市の納付書のQRコードではありません。")
    if str(check_digit("".join(items))) != check:
        raise QrTextError("QRコードの検査数字が合いません。読み取り直してください。")
    municipality, tax_item, tax_year, case_key, confirmation, amount, due = items
    return QrText(
        municipality=municipality,
        tax_item=tax_item,
        tax_year=int(tax_year),
        case_key=case_key,
        confirmation=confirmation,
        amount=int(amount),
        due_on=date(int(due[:4]), int(due[4:6]), int(due[6:])),
    )

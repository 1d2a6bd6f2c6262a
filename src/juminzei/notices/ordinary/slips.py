"""Makes the payment slips (納付書) of a notice with their codes."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from juminzei.notices.codes import elqr, gs1_128
from juminzei.notices.ordinary.form import PaymentSlip

if TYPE_CHECKING:
    from juminzei.notices.ordinary.form import Term
    from juminzei.notices.wording.city_wording import Wording

CONFIRMATION_DIGITS = 6
FREE_FIELD = 21
FIRST_PRINT = 0


def payment_slip(
    term: Term,
    *,
    number: str,
    tax_year: int,
    version: int,
    wording: Wording,
    confirmation_key: bytes,
) -> PaymentSlip:
    """Return the slip of one instalment.

    The shop's free field is tax item 2, year 2, term 2, the first nine digits of the
    notice number, slip version 1, then noughts; the case key of the QR code is year 4,
    tax item 2, term 2, the nine digits, ledger version 2, reissue 1. Both are the same
    whenever the slip is printed again.

    Args:
        term: Number, amount (yen, more than 0) and due date.
        number: 通知書番号, ten digits.
        tax_year: 年度.
        version: 履歴番号 of the ledger version, up to 99.
        wording: The city's codes.
        confirmation_key: Secret of the installation, so that a 確認番号 cannot be guessed
            from the case key.
    """
    pay = wording.payment
    case_key = (
        f"{tax_year:04d}{pay.tax_item_shop}{term.number:02d}{number[:9]}{version:02d}{FIRST_PRINT}"
    )
    confirmation = _confirmation(case_key, confirmation_key)
    return PaymentSlip(
        term=term.number,
        amount=term.amount,
        due_on=term.due_on,
        store_code=_store_code(term, number, tax_year, wording),
        qr_text=_qr_text(term, tax_year, wording, case_key, confirmation),
        case_key=case_key,
        confirmation=confirmation,
    )


def _store_code(term: Term, number: str, tax_year: int, wording: Wording) -> str:
    if term.amount > gs1_128.SHOP_LIMIT:
        return ""
    item = wording.payment.tax_item_shop
    free = f"{item}{tax_year % 100:02d}{term.number:02d}{number[:9]}{FIRST_PRINT}"
    return gs1_128.encode(
        gs1_128.StoreCode(
            issuer=wording.payment.company_code,
            reference=free.ljust(FREE_FIELD, "0"),
            reissue=FIRST_PRINT,
            due_on=term.due_on,
            stamp=0,
            amount=term.amount,
        )
    )


def _qr_text(term: Term, tax_year: int, wording: Wording, case_key: str, confirmation: str) -> str:
    if term.amount > elqr.AMOUNT_LIMIT:
        return ""
    return elqr.encode(
        elqr.QrText(
            municipality=wording.city.municipality,
            tax_item=wording.payment.tax_item_qr,
            tax_year=tax_year,
            case_key=case_key,
            confirmation=confirmation,
            amount=term.amount,
            due_on=term.due_on,
        )
    )


def _confirmation(case_key: str, key: bytes) -> str:
    digest = hmac.digest(key, case_key.encode(), "sha256")
    return f"{int.from_bytes(digest) % 10**CONFIRMATION_DIGITS:0{CONFIRMATION_DIGITS}d}"

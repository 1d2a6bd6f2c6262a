"""What a payment slip's codes say, and which slips have none."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.notices.codes import elqr, gs1_128
from juminzei.notices.ordinary.form import PaymentSlip, Term
from juminzei.notices.ordinary.slips import payment_slip
from juminzei.notices.wording.city_wording import load

DUE = date(2026, 6, 30)


def slip(amount: int, *, version: int = 1, key: bytes = b"secret", term: int = 1) -> PaymentSlip:
    return payment_slip(
        Term(term, amount, DUE),
        number="0000012347",
        tax_year=2026,
        version=version,
        wording=load("kazo"),
        confirmation_key=key,
    )


def test_both_codes_ask_for_the_amount_by_the_due_date() -> None:
    made = slip(24_500)
    shop, qr = gs1_128.decode(made.store_code), elqr.decode(made.qr_text)
    assert (shop.amount, shop.due_on) == (24_500, DUE)
    assert (qr.amount, qr.due_on) == (24_500, DUE)


def test_the_shops_free_field_names_tax_year_term_and_person() -> None:
    shop = gs1_128.decode(slip(24_500, term=3).store_code)
    assert shop.issuer == "912345"
    assert shop.reference == "012603000001234000000"


def test_the_case_key_names_year_tax_term_person_and_ledger_version() -> None:
    made = slip(24_500, term=2, version=7)
    assert made.case_key == "20260102000001234070"
    assert elqr.decode(made.qr_text).case_key == made.case_key


@pytest.mark.parametrize(
    ("amount", "shop", "qr"),
    [
        (1, True, True),
        (300_000, True, True),
        (300_001, False, True),
        (99_999_999_999, False, True),
        (100_000_000_000, False, False),
    ],
)
def test_a_code_is_left_out_where_it_cannot_carry_the_amount(
    amount: int, *, shop: bool, qr: bool
) -> None:
    made = slip(amount)
    assert (bool(made.store_code), bool(made.qr_text)) == (shop, qr)


def test_printing_again_gives_the_same_slip() -> None:
    assert slip(24_500) == slip(24_500)


def test_a_corrected_ledger_version_gets_another_key() -> None:
    assert slip(24_500, version=2).case_key != slip(24_500, version=1).case_key


def test_the_confirmation_number_needs_the_installations_secret() -> None:
    one, other = slip(24_500, key=b"one"), slip(24_500, key=b"other")
    assert one.confirmation != other.confirmation
    assert len(one.confirmation) == 6
    assert one.confirmation.isdigit()

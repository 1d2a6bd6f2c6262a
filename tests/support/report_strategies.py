"""Wage and pension reports of every shape, for properties of readers and writers."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from juminzei.base.numbers import municipality_code
from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.formats.pension_payment import PensionPayment
from juminzei.formats.pension_report import PensionReport
from juminzei.formats.relative import Relative
from juminzei.formats.sealed_text import SealedText
from juminzei.formats.wage_report import WageReport

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

WORDS = "加須市三俣大門町山田太郎花子渡邊　－・１２３ＡＢアイウガパー"
KANA = "アイウエオガギグゲゴパピプペポャュョッンー　"
KEYS = "0123456789ABCabc-"

words = st.text(WORDS, min_size=1, max_size=15).filter(lambda text: text.strip("　") != "")
some_words = st.one_of(st.just(""), words)
kana = st.text(KANA, min_size=1, max_size=12).filter(lambda text: text.strip("　") != "")
keys = st.text(KEYS, max_size=10)
amounts = st.one_of(st.none(), st.integers(0, 9_999_999_999))
loans = st.one_of(st.none(), st.integers(0, 99_999_999))
counts = st.one_of(st.none(), st.integers(0, 99))
flags = st.one_of(st.none(), st.booleans())
births = st.dates(date(1900, 1, 1), date(2025, 12, 31))
short_dates = st.one_of(st.none(), st.dates(date(1997, 1, 1), date(2025, 12, 31)))
cities = st.sampled_from(["11210", "13101", "01100", "28100", "47201"]).map(
    municipality_code.six_digits
)
numbers = st.text("0123456789", min_size=12, max_size=12).filter(lambda d: d.strip("0") != "")
individual_numbers = st.one_of(st.none(), numbers.map(IndividualNumber))
payers = st.one_of(
    st.just(""),
    st.text("123456789", min_size=13, max_size=13),
    numbers.map(IndividualNumber),
)


def relatives(blocks: int, *, numbered: bool = True) -> SearchStrategy[tuple[Relative, ...]]:
    """Return strategies of up to ``blocks`` relatives, each in a block of its own."""
    number = individual_numbers if numbered else st.none()
    return st.sets(st.integers(1, blocks)).flatmap(
        lambda places: st.tuples(
            *(
                st.builds(
                    Relative,
                    kana=words,
                    name=words,
                    kind=st.sampled_from(["", "00", "01"]),
                    number=number,
                    place=st.just(place),
                )
                for place in sorted(places)
            )
        )
    )


spouses = st.one_of(
    st.none(),
    st.builds(Relative, kana=words, name=words, kind=st.just("00"), number=individual_numbers),
)
payments = st.tuples(*[st.builds(PensionPayment, amounts, amounts, amounts, amounts)] * 4)

_BY_TYPE: dict[str, SearchStrategy[object]] = {
    "int | None": amounts,
    "bool | None": flags,
    "date | None": short_dates,
    "str": some_words,
}
_BY_NAME: dict[str, SearchStrategy[object]] = {
    "submission": st.sampled_from("0123"),
    "income_year": st.just(2025),
    "municipality": cities,
    "copies": st.sampled_from(["", "0", "1", "2"]),
    **dict.fromkeys(("payer_address", "payer_name", "address", "name"), words),
    **dict.fromkeys(("payer_phone", "collector_number", "recipient_reference"), keys),
    "payer_identifier": payers,
    "kana": kana,
    "birth_on": births,
    "individual_number": individual_numbers,
    "job_title": some_words,
    "wage_kind": st.sampled_from(["", "給料・賞与"]),
    "spouse_status": st.sampled_from(["", "1", "2", "3"]),
    "spouse": spouses,
    "dependants": relatives(4),
    "under16": relatives(4),
    **dict.fromkeys(("further_dependants", "further_under16"), some_words.map(SealedText)),
    "housing_loan_count": st.sampled_from(["", "1", "2"]),
    **dict.fromkeys(("housing_kind", "housing_second_kind"), st.sampled_from(["", "01", "21"])),
    **dict.fromkeys(("housing_loan_balance", "housing_second_loan_balance"), loans),
    "change_kind": st.sampled_from(["", "0", "1", "2"]),
    "payments": payments,
    "eltax_prefix": st.sampled_from(["", "R1,給与支払報告書@"]),
    "other_cells": st.just(()),
    "trailing": st.just(SealedText()),
}


def _strategy(name: str, written_type: str) -> SearchStrategy[object]:
    if name.startswith(("dependants_", "disabled_", "nonresident_")):
        return counts
    return _BY_NAME[name] if name in _BY_NAME else _BY_TYPE[written_type]


def wage_reports() -> SearchStrategy[WageReport]:
    """Return wage reports in which every field varies."""
    return st.builds(
        WageReport,
        **{each.name: _strategy(each.name, str(each.type)) for each in fields(WageReport)},
    )


def pension_reports() -> SearchStrategy[PensionReport]:
    """Return pension reports in which every field varies."""
    chosen = {each.name: _strategy(each.name, str(each.type)) for each in fields(PensionReport)}
    chosen |= {"dependants": relatives(2), "under16": relatives(2, numbered=False)}
    return st.builds(PensionReport, **chosen)

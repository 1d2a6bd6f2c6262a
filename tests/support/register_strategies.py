"""People of the register of every shape, for properties of its files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from juminzei.base.numbers import addressee_number
from juminzei.formats.nonregistered import NonregisteredRecord, TaxableGround
from juminzei.formats.register_reasons import Reason
from juminzei.formats.resident_register import ResidentRecord
from support.report_strategies import cities, individual_numbers

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

WORDS = '髙橋﨑葛\U000e0100花子𠮷田\ue000々ー　,"A1-'

words = st.text(WORDS, min_size=1, max_size=20).filter(lambda text: text.strip("　") != "")
some_words = st.one_of(st.just(""), words)
past = st.dates(date(1900, 1, 1), date(2025, 12, 15))
some_days = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2040, 12, 31)))
reasons = st.sampled_from([reason.value for reason in Reason])


def residents() -> SearchStrategy[ResidentRecord]:
    """Return records in which every field varies, born by 15 December 2025."""
    return st.builds(
        ResidentRecord,
        addressee_number=st.integers(1, 999_999_999).map(addressee_number.number),
        version=st.integers(1, 999),
        reason=reasons,
        true_from=past,
        reported_on=some_days,
        name=words,
        kana=words,
        alias_name=some_words,
        former_surname=some_words,
        latin_name=some_words,
        birth_on=st.one_of(st.none(), past),
        birth_text=words,
        sex=st.sampled_from(["", "1", "2"]),
        household_number=st.integers(1, 10**10),
        relationship=st.sampled_from(["", "02", "12", "2020", "20の20の12"]),
        municipality=cities,
        postcode=st.sampled_from(["", "3478501"]),
        address=words,
        nationality=some_words,
        resident_since=some_days,
        ceased_on=some_days,
        ceased_reason=st.one_of(st.just(""), reasons),
        moved_from=some_words,
        moved_to=some_words,
        individual_number=individual_numbers,
        protected=st.booleans(),
        protected_from=some_days,
        protected_until=some_days,
    )


def owners() -> SearchStrategy[NonregisteredRecord]:
    """Return people who are not registered here, every field varying."""
    return st.builds(
        NonregisteredRecord,
        reference=words,
        name=words,
        kana=words,
        birth_on=st.one_of(st.none(), past),
        birth_text=words,
        sex=st.sampled_from(["", "1", "2"]),
        municipality=st.one_of(st.just(""), cities),
        postcode=st.sampled_from(["", "3460022"]),
        address=words,
        ground=st.sampled_from(TaxableGround),
        property_address=words,
        since=some_days,
        until=some_days,
        individual_number=individual_numbers,
    )

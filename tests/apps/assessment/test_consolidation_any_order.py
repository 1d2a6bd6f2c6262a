"""What documents come to does not depend on their order, nor on their being taken again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.assessment.api import DocumentKind, HandedDocument, take_documents
from juminzei.apps.assessment.services.consolidation import consolidate
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.staff.services import batch_member
from support.document_rows import TAX_YEAR, pension, person_on_the_list, wage
from support.moments import START
from support.return_rows import INHABITANT, NATIONAL, filed, gift, told_by_a_city

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

MAKERS: dict[str, Callable[[int], object]] = {
    "wage": lambda person: wage(person, 3_000_000, social_insurance=400_000),
    "second wage": lambda person: wage(person, 900_000, payer_name="乙"),
    "pension": lambda person: pension(person, 1_200_000, social_insurance=80_000),
    "national": lambda person: filed(person, NATIONAL, date(2026, 3, 2), income_business=700_000),
    "later": lambda person: filed(person, NATIONAL, date(2026, 3, 9), income_business=800_000),
    "inhabitant": lambda person: filed(
        person, INHABITANT, date(2026, 3, 5), income_business=50_000
    ),
    "gift": lambda person: gift(person, 10_000, "甲町"),
    "other gift": lambda person: gift(person, 20_000, "乙町"),
    "city": lambda person: told_by_a_city(person, date(2026, 4, 1), income_business=60_000),
}
chosen = st.lists(st.sampled_from(sorted(MAKERS)), unique=True, min_size=1)
few = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def came_to(body: int, names: Sequence[str]) -> tuple[dict[str, int], dict[str, int], int]:
    """Receive documents about somebody new, in this order; return what they come to."""
    person = person_on_the_list(body)
    for name in names:
        MAKERS[name](person)
    row = consolidate(TAX_YEAR, np.array([person], dtype=np.int64))
    found = {name: int(figures[0]) for name, figures in row.findings.items()}
    return row.columns.to_sparse(0), found, int(row.ruled_by[0])


def next_body() -> int:
    """Return a number that nobody stands under yet."""
    return Addressee.objects.count() + 1


@few
@given(names=chosen, data=st.data())
def test_the_order_in_which_documents_are_received_changes_nothing(
    names: list[str], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(names))
    body = next_body()
    assert came_to(body, names) == came_to(body + 1, other)


HANDED = HandedDocument(
    kind=DocumentKind.NATIONAL_RETURN,
    tax_year=TAX_YEAR,
    channel=Channel.NATIONAL_TAX,
    source=Source.AGENCY,
    name="加藤　一郎",
    kana="カトウ　イチロウ",
    address="加須市三俣２－１－１",
    reference="R-1",
    filed_on=date(2026, 3, 2),
    columns={"income_business": 700_000},
)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_the_same_document_taken_again_changes_nothing(times: int) -> None:
    person = person_on_the_list(1)
    wage(person, 3_000_000)
    handed = replace(HANDED, addressee=person)
    actor = batch_member(START)
    keys = {
        key
        for _ in range(times)
        for key in take_documents([handed] * times, received_file_id=None, actor=actor, at=START)
    }
    assert len(keys) == 1
    row = consolidate(TAX_YEAR, np.array([person], dtype=np.int64))
    assert row.columns.to_sparse(0)["income_business"] == 700_000

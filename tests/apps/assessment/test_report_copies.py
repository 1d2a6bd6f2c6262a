"""Reports that are sent on are taken in by the other city as they came here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from juminzei.apps.assessment.api import report_copies
from juminzei.apps.assessment.models import PensionFigures, TaxDocument, WageFigures
from juminzei.apps.assessment.services.intake import import_documents
from juminzei.formats.pension_payment import PensionPayment
from juminzei.formats.relative import Relative
from juminzei.platform.documents.channel import Channel
from support.moments import START
from support.report_files import number, pension, pensions, wage, wages
from support.staff_members import clerk

if TYPE_CHECKING:
    from django.db.models import Model

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

PEER = "112020"
SPOUSE = Relative(name="加藤　花子", kana="カトウ　ハナコ", number=number(5))
CHILD = Relative(name="加藤　次郎", kana="カトウ　ジロウ", kind="00", place=2)
WAGES = {
    "plain": wage(municipality=PEER),
    "left": wage(municipality=PEER, change_kind="2", changed_on=date(2025, 8, 31)),
    "joined": wage(municipality=PEER, change_kind="1", changed_on=date(2025, 4, 1)),
    "family": wage(municipality=PEER, spouse=SPOUSE, spouse_income=1, dependants=(CHILD,)),
    "disabled": wage(municipality=PEER, self_disability_special=True, widow=True),
    "other": wage(municipality=PEER, self_disability_other=True, secondary=True),
    "paid": wage(
        municipality=PEER,
        social_insurance=700_000,
        life_general_new=80_000,
        housing_loan_stated=12_300,
        previous_revenue=900_000,
        previous_payer_name="乙商店",
        note="普F",
        ordinary_collection=True,
        individual_number=number(4),
    ),
}


def imported(data: bytes, name: str, actor: StaffMember) -> TaxDocument:
    import_documents(
        data=data, name=name, tax_year=2026, channel=Channel.ELTAX, actor=actor, at=START
    )
    return TaxDocument.objects.order_by("-pk")[0]


def said(model: type[Model], document: TaxDocument) -> dict[str, object]:
    row = model._default_manager.filter(document=document).values().get()
    return {name: value for name, value in row.items() if name != "document_id"}


def person(document: TaxDocument) -> tuple[object, ...]:
    relatives = document.relatives.order_by("place").values_list("place", "name", "kana")
    here = (document.name, document.kana, document.birth_on, document.address)
    return (*here, document.payer_name, document.payer_number, list(relatives))


@pytest.mark.parametrize("case", WAGES)
def test_a_wage_report_says_the_same_at_the_other_city(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = clerk()
    here = imported(wages(WAGES[case]), "a.csv", actor)
    (data,) = report_copies([here.pk], PEER).values()
    before = said(WageFigures, here), person(here)
    TaxDocument.objects.filter(pk=here.pk).update(tax_year=2000)  # the other city has none of it
    monkeypatch.setattr(settings.CONFIGURATION, "municipality", PEER)
    there = imported(data, "b.csv", actor)
    assert (there.state, there.has_number) == ("active", False)
    assert (said(WageFigures, there), person(there)) == before


def test_a_pension_report_says_the_same_at_the_other_city(monkeypatch: pytest.MonkeyPatch) -> None:
    actor = clerk()
    parts = (
        PensionPayment(paid=1_000_000, withheld=5_000),
        PensionPayment(paid=200_000, withheld=1),
        *[PensionPayment()] * 2,
    )
    one = pension(municipality=PEER, payments=parts, social_insurance=9, widow=True, spouse=SPOUSE)
    here = imported(pensions(one), "a.csv", actor)
    (data,) = report_copies([here.pk], PEER).values()
    before = said(PensionFigures, here), person(here)
    TaxDocument.objects.filter(pk=here.pk).update(tax_year=2000)
    monkeypatch.setattr(settings.CONFIGURATION, "municipality", PEER)
    there = imported(data, "b.csv", actor)
    assert (said(PensionFigures, there), person(there)) == before


def test_no_individual_number_is_in_a_copy() -> None:
    here = imported(wages(wage(individual_number=number(4), spouse=SPOUSE)), "a.csv", clerk())
    (data,) = report_copies([here.pk], PEER).values()
    assert [n for n in (4, 5) if number(n).reveal().encode() in data] == []


def test_kinds_without_a_form_of_their_own_have_no_file() -> None:
    here = imported(wages(wage()), "a.csv", clerk())
    assert set(report_copies([here.pk], PEER)) == {"wage_report"}
    TaxDocument.objects.update(kind="inhabitant_return")
    assert report_copies([here.pk], PEER) == {}

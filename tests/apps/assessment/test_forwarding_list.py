"""The list of documents that belong to other municipalities."""

from __future__ import annotations

import pytest

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.assessment.selectors.forwarding import Forwarded, forwarded_documents
from juminzei.apps.assessment.services import decide_match
from juminzei.apps.assessment.services.intake import import_documents
from juminzei.platform.documents.channel import Channel
from support.moments import START
from support.report_files import wage, wages
from support.staff_members import clerk

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

KUMAGAYA, CHIYODA = "112020", "131016"


def test_lists_what_names_another_city_and_what_a_clerk_found_by_municipality() -> None:
    actor = clerk()
    rows = wages(
        wage(recipient_reference="1", municipality=CHIYODA),
        wage(recipient_reference="2"),
        wage(recipient_reference="3"),
    )
    import_documents(
        data=rows, name="a.csv", tax_year=2026, channel=Channel.ELTAX, actor=actor, at=START
    )
    misdirected, found, _ = TaxDocument.objects.order_by("row_number")
    decide_match.forward(document_id=found.pk, municipality=KUMAGAYA, actor=actor, at=START)
    payer = "株式会社甲"
    assert forwarded_documents(2026) == [
        Forwarded(found.pk, "wage_report", payer, KUMAGAYA, by_clerk=True),
        Forwarded(misdirected.pk, "wage_report", payer, CHIYODA, by_clerk=False),
    ]


def test_what_a_clerk_took_back_is_not_on_the_list() -> None:
    actor = clerk()
    import_documents(
        data=wages(wage()),
        name="a.csv",
        tax_year=2026,
        channel=Channel.ELTAX,
        actor=actor,
        at=START,
    )
    document = TaxDocument.objects.get()
    wrong = decide_match.forward(
        document_id=document.pk, municipality=KUMAGAYA, actor=actor, at=START
    )
    decide_match.undo(decision_id=wrong.pk, actor=actor, at=START)
    assert forwarded_documents(2026) == []


def test_another_year_has_its_own_list() -> None:
    rows = wages(wage(municipality=CHIYODA))
    import_documents(
        data=rows, name="a.csv", tax_year=2026, channel=Channel.ELTAX, actor=clerk(), at=START
    )
    assert forwarded_documents(2025) == []

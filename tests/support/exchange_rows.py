"""What goes to other municipalities, for tests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from juminzei.apps.addressees.models import Addressee, AddresseeVersion
from juminzei.apps.assessment.services import decide_match
from juminzei.apps.exchange.models import Consignment, OutgoingNoticeKind, Step, Way
from juminzei.apps.exchange.selectors.waiting_documents import waiting_for
from juminzei.apps.exchange.services.prepare_documents import prepare_documents
from juminzei.apps.exchange.services.prepare_notice import NoticeEntry, prepare_notice
from juminzei.apps.exchange.services.take_step import take_step
from juminzei.base.numbers import addressee_number
from support.page_rows import AT
from support.tax_rows import matched, received, wage_report

if TYPE_CHECKING:
    from juminzei.apps.assessment.models import TaxDocument
    from juminzei.platform.staff.models import StaffMember

YEAR = 2026
BIRTH = date(1980, 4, 1)
KUMAGAYA, CHIYODA = "112020", "131016"


def forwarded(
    actor: StaffMember,
    *rows: int,
    to: str = KUMAGAYA,
    file: str = "a.csv",
    about: Addressee | None = None,
    **columns: Any,
) -> list[TaxDocument]:
    """Return wage reports that a clerk found to belong to a municipality."""
    source = received(actor, file)
    documents = [
        wage_report(source, row, 1_000_000 * row, match_state="queue", **columns) for row in rows
    ]
    for one in documents:
        if about is not None:
            matched(one, about, actor, "番号")
        decide_match.forward(document_id=one.pk, municipality=to, actor=actor, at=AT)
    return documents


def prepared(actor: StaffMember, *, to: str = KUMAGAYA, protected: bool = False) -> Consignment:
    """Return a consignment of whatever waits for a municipality."""
    seen = len(waiting_for(YEAR, to, protected=protected, on=AT.date()))
    return prepare_documents(
        tax_year=YEAR, municipality=to, seen=seen, protected=protected, actor=actor, at=AT
    )


def stepped(one: Consignment, *steps: tuple[Step, StaffMember]) -> Consignment:
    """Return the consignment after steps, each taken by somebody."""
    for step, actor in steps:
        way = Way.POST if step == Step.SENT else Way.NONE
        take_step(one.pk, step, way=way, note="理由", actor=actor, at=AT)
    return one


def notice(actor: StaffMember, addressee: int, **given: Any) -> Consignment:
    """Return a notice to Kumagaya that somebody is taxed here, with ``given`` as given."""
    entry = {"kind": OutgoingNoticeKind.TAXED_HERE, "tax_year": YEAR, "municipality": KUMAGAYA}
    return prepare_notice(
        NoticeEntry(**{**entry, "addressee": addressee, **given}), actor=actor, at=AT
    )


def moved(
    body: int, name: str, *, since: date, ceased_on: date | None = None, **columns: Any
) -> Addressee:
    """Return somebody who lived here from one day on, until they moved out if they did."""
    left = {"ceased_on": ceased_on, "ceased_reason": columns.pop("ceased_reason", "国内転出")}
    left = left if ceased_on else {}
    said = {
        "name": name,
        "kana": "イドウ シャ",
        "birth_on": BIRTH,
        "address": "加須市三俣",
        "sex": "1",
    }
    made = Addressee.objects.create(
        number=addressee_number.number(body),
        kind="resident",
        name_key=name,
        kana_key="イドウ",
        address_key="三俣",
        resident_since=since,
        **said,
        **left,
    )
    versions: list[tuple[date, dict[str, Any]]] = [(since, {})] + (
        [(ceased_on, {**left, **columns})] if ceased_on else []
    )
    for number, (day, told) in enumerate(versions):
        AddresseeVersion.objects.create(
            addressee=made,
            version=number,
            true_from=day,
            recorded_at=AT,
            reason="全件",
            birth_text="",
            resident_since=since,
            municipality="112101",
            **said,
            **told,
        )
    return made

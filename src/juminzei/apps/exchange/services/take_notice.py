"""Taking in a notice that another city sent on paper: a clerk types it, and it is a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from juminzei.apps.addressees.api import birthdays, postal, withheld
from juminzei.apps.assessment.api import DocumentKind, HandedDocument, take_documents
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.base.numbers import municipality_code
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

IMPORT = "documents.import"
ONE_STOP = "申告特例通知"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTyped:
    """What a clerk read on the paper of another city; yen, none where nothing is said.

    Attributes:
        kind: ``294条3項通知``, ``所得回答``, ``回送``, ``その他`` (the words of the file's
            layout), or ``申告特例通知``.
        reference: The other city's own number: the same again is the same notice.
        addressee: Whom the clerk found it to be about.
        donation: Of a one-stop notice only.
    """

    kind: str
    tax_year: int
    sender: str
    reference: str
    noticed_on: date
    channel: Channel
    addressee: int
    revenue_employment: int | None = None
    revenue_public_pension: int | None = None
    aggregate_income: int | None = None
    donation: int | None = None
    donated_on: date | None = None
    note: str = ""


def take_notice(typed: NoticeTyped, *, actor: StaffMember, at: datetime) -> int:
    """Take a typed notice in and return the key of its document.

    Typed twice it is one document: it is known by sender, year and reference.

    Args:
        typed: What stands on the paper.
        actor: Who typed it; needs ``documents.import``.
        at: When.

    Raises:
        ExchangeRefusedError: Sender, person, day or figures cannot be.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, IMPORT, on=at.date())
    _check(typed, at)
    (key,) = take_documents([_handed(typed, at)], received_file_id=None, actor=actor, at=at)
    return key


def _check(typed: NoticeTyped, at: datetime) -> None:
    ours = settings.CONFIGURATION.municipality
    if not municipality_code.is_valid(typed.sender) or typed.sender == ours:
        raise ExchangeRefusedError("送付元の団体コード（他市区町村の6桁）を確かめてください。")
    if typed.addressee not in birthdays([typed.addressee]):
        raise ExchangeRefusedError("宛名番号が登録されていません。番号を確かめてください。")
    if typed.noticed_on > at.date():
        raise ExchangeRefusedError("通知日が今日より後です。紙面の日付を確かめてください。")
    if not typed.reference.strip():
        raise ExchangeRefusedError(
            "相手方の文書番号を入れてください。無いときは通番を付けてください。"
        )
    if typed.kind == ONE_STOP:
        if not typed.donation or typed.donated_on is None:
            raise ExchangeRefusedError("申告特例通知には、寄附金の額と寄附した日が必要です。")
        if typed.donated_on.year != typed.tax_year - 1:
            raise ExchangeRefusedError(
                f"寄附した日が {typed.tax_year - 1} 年ではありません。"
                "年度か日付を確かめてください。"
            )


def _handed(typed: NoticeTyped, at: datetime) -> HandedDocument:
    named = postal([typed.addressee])[typed.addressee]
    one_stop = typed.kind == ONE_STOP
    columns = {
        "revenue_employment": typed.revenue_employment,
        "revenue_public_pension": typed.revenue_public_pension,
        "donation_hometown": typed.donation if one_stop else None,
        "donation_one_stop": 1 if one_stop else None,
    }
    return HandedDocument(
        kind=DocumentKind.ONE_STOP if one_stop else DocumentKind.CITY_NOTICE,
        tax_year=typed.tax_year,
        channel=typed.channel,
        source=Source.MUNICIPALITY,
        reference=f"{typed.sender}/{typed.tax_year}/{typed.reference.strip()}"[:64],
        filed_on=typed.noticed_on,
        name=named.name,
        kana="",
        birth_on=birthdays([typed.addressee]).get(typed.addressee),
        address=withheld(at.date()).address(typed.addressee, named.address),
        columns={name: yen for name, yen in columns.items() if yen},
        stated=_stated(typed),
        addressee=typed.addressee,
        payer_name=typed.sender,
    )


def _stated(typed: NoticeTyped) -> dict[str, int | str]:
    if typed.kind == ONE_STOP:
        day = typed.donated_on.isoformat() if typed.donated_on else ""
        return {"donated_to": typed.sender, "donated_on": day}
    stated: dict[str, int | str] = {"notice": typed.kind, "sender": typed.sender}
    if typed.aggregate_income is not None:
        stated["aggregate_income_stated"] = typed.aggregate_income
    if typed.note.strip():
        stated["note"] = typed.note.strip()
    return stated

"""Finishing a return: checked, confirmed, and handed over as a document, without typing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import identity
from juminzei.apps.assessment.api import (
    DocumentKind,
    HandedDocument,
    HandedRelative,
    take_documents,
)
from juminzei.apps.return_desk.family_columns import FAMILY_EMPLOYEE, SPOUSE, relative_age
from juminzei.apps.return_desk.models import ReturnKind, ReturnState, WarningAnswer
from juminzei.apps.return_desk.return_form import boxes
from juminzei.apps.return_desk.selectors.return_outcome import law_of, return_outcome
from juminzei.apps.return_desk.selectors.returns import answered_of
from juminzei.apps.return_desk.selectors.visitors import waiting_entry
from juminzei.apps.return_desk.services.confirm import missing_confirmations, proxy_of
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import (
    appended,
    locked,
    newest_entries,
    recorded,
)
from juminzei.apps.return_desk.services.take_return import OPEN, TAKE
from juminzei.base.typed_day import read_day
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.apps.addressees.api import Identity
    from juminzei.apps.return_desk.both_taxes import BothTaxes
    from juminzei.apps.return_desk.entries import Entries, Row
    from juminzei.apps.return_desk.models import DeskReturn
    from juminzei.apps.return_desk.selectors.return_outcome import ReturnOutcome
    from juminzei.platform.staff.models import StaffMember

OF_REGISTER = ("age", "minor")
"""Columns that the list of 1 January knows better than any return."""
STATED = ("aggregate_income", "tax_and_surtax", "payable", "refund")
MOST_NAMED = 20
UNSEEN = "来庁者の端末での入力が未確認です。取り込むか、取り込まないでください。"
RELATIONS = {"spouse": "配偶者", "child": "子", "parent": "父母・祖父母", "other": "親族"}


@transaction.atomic
def answer_warning(
    *, return_id: int, finding: str, reason: str, actor: StaffMember, at: datetime
) -> WarningAnswer:
    """Keep that a clerk looked into a warning, and why it may stand.

    Raises:
        DeskRefusedError: The return is finished, or there is no reason.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, TAKE, on=at.date())
    one = locked(return_id, OPEN)
    if not reason.strip():
        raise DeskRefusedError("確認した理由を入れてください。")
    answer = WarningAnswer.objects.create(
        desk_return=one,
        finding=finding,
        reason=reason.strip(),
        answered_by=actor,
        answered_at=at,
    )
    recorded("return_desk.warning.answered", one, actor, at, check=finding.partition(":")[0])
    return answer


def obstacles(one: DeskReturn, outcome: ReturnOutcome) -> list[str]:
    """Return what keeps a return from being finished, in words."""
    return [
        *missing_confirmations(one),
        *([UNSEEN] if waiting_entry(one) is not None else []),
        *(f"{found.text}{found.remedy}" for found in outcome.errors),
        *(f"{found.text}確認した理由を入れてください。" for found in outcome.warnings),
    ]


@transaction.atomic
def finish_return(
    *, return_id: int, actor: StaffMember, at: datetime, filed_on: date | None = None
) -> int:
    """Finish a return and hand it over; return the key of the document.

    Done again after a crash it gives the same document: its reference is the version.

    Args:
        return_id: Which return.
        actor: Who finishes it.
        at: When.
        filed_on: The day on which it was filed, where that was not today: at a venue.

    Raises:
        DeskRefusedError: Something is not confirmed, wrong, or not answered.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, TAKE, on=at.date())
    one = locked(return_id, OPEN)
    who = identity(one.addressee_id, on=at.date(), show_address=True)
    if who is None:
        raise DeskRefusedError("この宛名番号の個人はいません。番号を確かめてください。")
    entries = newest_entries(one)
    outcome = return_outcome(one, entries, birth_on=who.birth_on, answered=answered_of(one))
    if (found := obstacles(one, outcome)) or outcome.taxes is None:
        raise DeskRefusedError("完了できません。" + "".join(found))
    filed = filed_on or at.date()
    document = _document(one, who, entries, outcome.taxes, filed)
    [key] = take_documents([document], received_file_id=None, actor=actor, at=at)
    one.document, one.finished_on = key, filed
    appended(one, entries, state=ReturnState.DONE, actor=actor, at=at)
    recorded("return_desk.return.finished", one, actor, at, document=key, kind=one.kind)
    return key


def _document(
    one: DeskReturn, who: Identity, entries: Entries, taxes: BothTaxes, filed: date
) -> HandedDocument:
    images = one.attachments.order_by("pk").values_list("image_set", flat=True).first()
    columns = {n: v for n, v in taxes.taxpayer.items() if n not in OF_REGISTER}
    return HandedDocument(
        kind=DocumentKind(one.kind),
        tax_year=one.tax_year,
        channel=Channel.DESK,
        source=Source.PROXY if proxy_of(one) else Source.PERSON,
        reference=f"desk-{one.pk}-{one.versions}",
        filed_on=filed,
        name=who.name,
        kana=who.kana,
        birth_on=who.birth_on,
        address=who.address,
        columns=columns,
        stated=_stated(taxes, entries) | _choice(one, entries),
        relatives=_relatives(entries, one.tax_year),
        collection_choice=str(entries.values.get("collection_choice", "")),
        images=images,
        replaces=one.document,
        addressee=one.addressee_id,
    )


def _stated(taxes: BothTaxes, entries: Entries) -> dict[str, int | str]:
    withheld = taxes.national["withheld"]
    stated = {f"{name}_stated": taxes.national[name] for name in STATED}
    unconfirmed = {"unconfirmed": "・".join(entries.unconfirmed)} if entries.unconfirmed else {}
    return {"withheld_income_tax": withheld, **stated, **unconfirmed}


def _choice(one: DeskReturn, entries: Entries) -> dict[str, int | str]:
    """Return that listed shares were chosen apart for the inhabitant tax, in years that knew it.

    地方税法313条13項、15項（令和4年法律1号による改正前）.
    """
    may = one.kind == ReturnKind.INHABITANT and one.tax_year <= boxes()["listed_choice"].through
    return {"listed_choice": 1} if may and entries.values.get("listed_choice") else {}


def _relatives(entries: Entries, tax_year: int) -> list[HandedRelative]:
    """Return the relatives by the places of the paper, as many as it has."""
    law, found = law_of(tax_year), []
    counts: dict[str, int] = {}
    for row in entries.rows("relatives"):
        place = _place(row, tax_year - 1, law.national.relatives.deductible_from_age)
        if place != SPOUSE:
            counts[place] = counts.get(place, 0) + 1
            place = f"{place}_{counts[place]}"
        found.append(_relative(row, place))
    return found[:MOST_NAMED]


def _place(row: Row, year: int, from_age: int) -> str:
    if row.get("role") == FAMILY_EMPLOYEE:
        return "family_employee"
    if row.get("relationship") == SPOUSE:
        return SPOUSE
    return "under16" if relative_age(row, year) < from_age else "dependant"


def _relative(row: Row, place: str) -> HandedRelative:
    return HandedRelative(
        place=place,
        name=str(row.get("name", "")),
        birth_on=read_day(str(row["birth_on"])),
        relationship=RELATIONS[str(row.get("relationship"))],
        income=int(row.get("income") or 0),
        disability=int(row.get("disability") or 0),
        abroad=str(row.get("living", "")).startswith("abroad"),
        cohabiting=row.get("living") == "together",
        apart_address=str(row.get("apart_address", "")),
    )

"""A small office in the middle of its year, for the tests in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import MatchDecision, QuarantinedRow
from support.page_rows import AT, person, protect
from support.tax_rows import (
    candidate,
    frozen_list,
    listed,
    matched,
    pension_report,
    received,
    run,
    version,
    wage_report,
)

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee
    from juminzei.apps.assessment.models import AssessmentRun, TaxDocument
    from juminzei.platform.documents.models import ReceivedFile
    from juminzei.platform.staff.models import StaffMember


@dataclass
class Office:
    """What the tests need to name."""

    taro: Addressee
    protected: Addressee
    waiting: list[TaxDocument]
    run: AssessmentRun


def office(clerk: StaffMember) -> Office:
    """Set up people, documents, a queue of two, a quarantined row and a calculated run."""
    taro = person(1, "山田 太郎", "ヤマダ タロウ")
    hana = person(2, "山田 花子", "ヤマダ ハナコ", date(1985, 1, 31))
    hidden = person(3, "山本 﨑子", "ヤマモト サキコ", address="加須市騎西一丁目7番地")
    protect(hidden)
    person(4, "髙橋 一", "タカハシ ハジメ", ceased_on=date(2026, 2, 1), ceased_reason="死亡")
    taxable = frozen_list(clerk)
    for one in (taro, hana, hidden):
        listed(taxable, one)
    file = received(clerk)
    first = wage_report(file, 1, 5_000_000, has_number=True)
    matched(first, taro, clerk, "個人番号が一致しました。生年月日は一致、住所は一致。")
    waiting = [
        _queued(file, 2, clerk, taro, hana, name="山田 太朗"),
        _queued(file, 3, clerk, hana, hidden, name="山田 花子", kana="ヤマダ ハナコ"),
    ]
    QuarantinedRow.objects.create(
        received_file=file, row_number=9, findings=[FINDING], raw="315,…,************"
    )
    pensions = received(clerk, "nenkin_001.csv", "pension_report")
    pension_report(pensions, 1, 1_200_000)
    pension_report(pensions, 2, 900_000, state="forwarded")
    calculated = run(clerk)
    version(calculated, taro, age=45, revenue_employment=5_000_000, social_insurance=700_000)
    version(calculated, hana, document_count=0, age=40)
    return Office(taro, hidden, waiting, calculated)


FINDING = {
    "row": 9,
    "column": 15,
    "column_name": "生年月日 元号",
    "value_class": "その他",
    "problem": "元号の符号が読めません。",
    "remedy": "1（明治）から5（令和）までで入れてください。",
}


def _queued(
    file: ReceivedFile, row: int, clerk: StaffMember, best: Addressee, other: Addressee, **said: str
) -> TaxDocument:
    document = wage_report(file, row, 3_000_000 + row, match_state="queue", **said)
    candidate(document, best, 880, name="near")
    candidate(document, other, 610, birth="differs", name="differs")
    MatchDecision.objects.create(
        document=document,
        outcome="queue",
        reason={"stage": "queue", "sentence": "似た人がほかにもいます。"},
        rules_version="2026.1",
        decided_by=clerk,
        decided_at=AT,
    )
    return document

"""KR-14: denied claims go to the tax office, and what it changed comes back by two people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from juminzei.apps.assessment.api import ReturnFigures, StatedRelative, TaxDocument
from juminzei.apps.crosschecks.api import denied_claims
from juminzei.apps.crosschecks.check_rules import checks
from juminzei.apps.crosschecks.models import Case, CheckRun
from juminzei.apps.national_returns.models import (
    AgencyAnswer,
    AgencyReport,
    CorrectionRuling,
    ReturnCorrection,
    StagedReturn,
    StagedState,
)
from juminzei.apps.national_returns.selectors.agency import overdue, undecided, unreported
from juminzei.apps.national_returns.services.correct_return import (
    propose_correction,
    rule_on_correction,
)
from juminzei.apps.national_returns.services.forward_returns import decide_forwarding
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.services.report_to_agency import (
    enter_answer,
    report_to_agency,
)
from juminzei.apps.national_returns.waiting import waiting
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.made_up_returns import a_return, index_row, xml_of
from support.national_rows import identified, taken
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from typing import Any

    from juminzei.formats.national_return_record import Value
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

Row = dict[str, "Value"]
YEAR = 2026
LATER = AT + timedelta(days=10)
REPLY_BY = AT.date() + timedelta(days=30)
CHECK = next(one for one in checks().values() if one.kind == "dependants")
OTHER = next(one for one in checks().values() if one.kind != "dependants")
RELATIVES: list[Row] = [
    {"ABY00160": "山田　空", "ABY00180": "子", "ABY00190": date(2008, 5, 5)},
    {"ABY00160": "山田　海", "ABY00180": "子", "ABY00190": date(2007, 5, 5)},
]


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def boss() -> StaffMember:
    return staff("9001", Role.TAX_SUPERVISOR)


@pytest.fixture
def one(clerk: StaffMember) -> StagedReturn:
    """A return with a spouse and two children, of somebody who is known."""
    values: dict[str, Any] = {
        "ABB00080": 5_000_000,
        "ABB00410": 3_560_000,
        "ABB00520": 380_000,
        "ABB00540": 760_000,
        "ABY00020": "山田　花",
        "ABY00040": date(1981, 1, 1),
    }
    xml = xml_of(a_return(values, {"ABY00150": RELATIVES}))
    (staged,) = taken([(index_row(1, reference="A"), xml, [])], clerk)
    identified(staged, person(1, "山田　太郎", "ヤマダ　タロウ"))
    return staged


def denied(
    staged: StagedReturn,
    clerk: StaffMember,
    subject: str = "1",
    *,
    check: str = CHECK.id,
    **changed: object,
) -> Case:
    """Return a case about the return that ended with a denial."""
    run, _ = CheckRun.objects.get_or_create(
        tax_year=YEAR,
        rules_digest="0" * 64,
        run_at=AT,
        run_by=clerk,
        defaults={"found": 1, "new": 1, "gone": 0},
    )
    told: dict[str, object] = {"state": "done", "result": "denied", **changed}
    return Case.objects.create(
        tax_year=YEAR,
        check_id=check,
        subject=subject,
        document=staged.document,
        reason="所得が多い",
        found_at=AT,
        last_run=run,
        **told,
    )


def reported(staged: StagedReturn, clerk: StaffMember) -> AgencyReport:
    denied(staged, clerk)
    report_to_agency(tax_year=YEAR, reply_by=REPLY_BY, actor=clerk, at=AT)
    return AgencyReport.objects.get()


def answered(report_id: int, actor: StaffMember, **changed: Any) -> AgencyAnswer:
    told: dict[str, Any] = {"outcome": "unchanged", "answered_on": LATER.date(), "note": ""}
    return enter_answer(report_id=report_id, **told | changed, actor=actor, at=LATER)


def proposed(staged: StagedReturn, clerk: StaffMember, **changed: Any) -> ReturnCorrection:
    told: dict[str, Any] = {
        "kind": "agency",
        "decided_on": LATER.date(),
        "notice_number": "行田法個12",
        "amounts": {"ABB00540": 380_000},
        "struck": [2],
        "spouse_struck": False,
    }
    return propose_correction(staged_id=staged.pk, **{**told, **changed}, actor=clerk, at=LATER)


def columns(staged: StagedReturn) -> dict[str, int]:
    return dict(ReturnFigures.objects.get(document=staged.document_id or 0).columns)


def test_denied_claims_are_those_of_dependants_that_are_done(
    one: StagedReturn, clerk: StaffMember
) -> None:
    told = denied(one, clerk)
    denied(one, clerk, "2", state="open", result="")
    denied(one, clerk, "3", result="confirmed")
    denied(one, clerk, "4", check=OTHER.id)
    assert [claim.case_id for claim in denied_claims(YEAR)] == [told.pk]
    assert denied_claims(YEAR - 1) == []
    assert [(row.staged.pk, row.claim.check_name) for row in unreported(YEAR)] == [
        (one.pk, CHECK.name)
    ]


def test_what_is_reported_is_reported_once_and_names_nobody_too_much(
    one: StagedReturn, clerk: StaffMember
) -> None:
    denied(one, clerk)
    told = report_to_agency(tax_year=YEAR, reply_by=REPLY_BY, actor=clerk, at=AT).decode()
    head, row = told.removeprefix("\ufeff").splitlines()
    assert head.startswith("年度,税務署,整理番号,氏名")
    assert {"A", "山田　太郎", CHECK.name, REPLY_BY.isoformat()} <= set(row.split(","))
    for secret in ("大門町", "山田　花", "山田　空", "5000000", "380000"):
        assert secret not in told
    assert unreported(YEAR) == []
    with pytest.raises(ReturnsRefusedError, match="報告していない否認はありません"):
        report_to_agency(tax_year=YEAR, reply_by=REPLY_BY, actor=clerk, at=AT)
    denied(one, clerk, "2")
    assert len(unreported(YEAR)) == 1


def test_a_text_that_a_spreadsheet_would_calculate_gets_a_mark(
    one: StagedReturn, clerk: StaffMember
) -> None:
    StagedReturn.objects.filter(pk=one.pk).update(name="=1+1")
    denied(one, clerk)
    told = report_to_agency(tax_year=YEAR, reply_by=REPLY_BY, actor=clerk, at=AT).decode()
    assert ",'=1+1," in told


@pytest.mark.parametrize(("days", "refused"), [(0, True), (1, False)])
def test_an_answer_is_asked_for_by_a_day_to_come(
    one: StagedReturn,
    clerk: StaffMember,
    days: int,
    refused: bool,  # noqa: FBT001 - a case
) -> None:
    denied(one, clerk)
    reply_by = AT.date() + timedelta(days=days)
    if refused:
        with pytest.raises(ReturnsRefusedError, match="今日より後の日"):
            report_to_agency(tax_year=YEAR, reply_by=reply_by, actor=clerk, at=AT)
    else:
        report_to_agency(tax_year=YEAR, reply_by=reply_by, actor=clerk, at=AT)


def test_a_report_is_late_after_its_day_and_not_on_it(
    one: StagedReturn, clerk: StaffMember
) -> None:
    reported(one, clerk)
    assert overdue(REPLY_BY).count() == 0
    assert overdue(REPLY_BY + timedelta(days=1)).count() == 1


def test_no_correction_ends_the_report_and_changes_nothing(
    one: StagedReturn, clerk: StaffMember
) -> None:
    report = reported(one, clerk)
    before = columns(one)
    enter_answer(
        report_id=report.pk,
        outcome="unchanged",
        answered_on=LATER.date(),
        note="",
        actor=clerk,
        at=LATER,
    )
    assert overdue(date.max).count() == 0
    one.refresh_from_db()
    assert columns(one) == before
    with pytest.raises(ReturnsRefusedError, match="回答を待っている報告ではありません"):
        enter_answer(
            report_id=report.pk,
            outcome="unchanged",
            answered_on=LATER.date(),
            note="",
            actor=clerk,
            at=LATER,
        )


def test_no_correction_lets_the_denial_be_decided_again(
    one: StagedReturn, clerk: StaffMember
) -> None:
    report = reported(one, clerk)
    answered(report.pk, clerk)
    case = Case.objects.get(pk=report.case_number)
    assert (case.state, case.result) == ("unclear", "")
    event = case.events.get()
    assert (event.state, event.result, event.entered_by) == ("unclear", "", clerk)
    assert "更正なし" in event.note
    assert denied_claims(YEAR) == []
    record = OutgoingRecord.objects.get(action="national_returns.agency.answered")
    assert record.details["reopened"] is True
    Case.objects.filter(pk=case.pk).update(state="done", result="denied")
    assert unreported(YEAR) == []


@pytest.mark.parametrize(
    ("state", "result"), [("gone", ""), ("done", "confirmed"), ("not_so", ""), ("begun", "")]
)
def test_what_was_decided_otherwise_since_is_not_reopened(
    one: StagedReturn, clerk: StaffMember, state: str, result: str
) -> None:
    report = reported(one, clerk)
    Case.objects.update(state=state, result=result)
    answered(report.pk, clerk)
    case = Case.objects.get()
    assert (case.state, case.result) == (state, result)
    assert not case.events.exists()


def test_who_may_not_answer_reopens_nothing(one: StagedReturn, clerk: StaffMember) -> None:
    report = reported(one, clerk)
    with pytest.raises(NotPermittedError):
        answered(report.pk, staff("3003", Role.AUDITOR))
    assert Case.objects.get().state == "done"


def test_a_corrected_return_that_came_by_delivery_ends_the_report(
    one: StagedReturn, clerk: StaffMember
) -> None:
    report = reported(one, clerk)
    with pytest.raises(ReturnsRefusedError, match="替わる申告は届いていません"):
        answered(report.pk, clerk, outcome="corrected")
    xml = xml_of(a_return({"ABB00080": 5_000_000, "ABB00540": 380_000}))
    newer = index_row(1, reference="A", kind="修正", received_on=date(2026, 4, 1))
    taken([(newer, xml, [])], clerk, at=LATER, delivery_id="E2")
    one.refresh_from_db()
    assert one.state == StagedState.SUPERSEDED
    assert answered(report.pk, clerk, outcome="corrected").outcome == "corrected"
    assert overdue(date.max).count() == 0
    assert Case.objects.get().result == "denied"


@pytest.mark.parametrize("day", [AT.date() - timedelta(days=1), LATER.date() + timedelta(days=1)])
def test_an_answer_is_of_a_day_between_report_and_today(
    one: StagedReturn, clerk: StaffMember, day: date
) -> None:
    report = reported(one, clerk)
    with pytest.raises(ReturnsRefusedError, match="報告した日から今日まで"):
        enter_answer(
            report_id=report.pk,
            outcome="unchanged",
            answered_on=day,
            note="",
            actor=clerk,
            at=LATER,
        )


def test_a_correction_takes_effect_when_another_agrees_and_the_former_stays(
    one: StagedReturn, clerk: StaffMember, boss: StaffMember
) -> None:
    """Reported, answered, replaced: the round trip."""
    report = reported(one, clerk)
    former = one.document_id or 0
    made = proposed(one, clerk)
    one.refresh_from_db()
    assert one.document_id == former
    assert columns(one)["dependants_other"] == 2
    ruling = rule_on_correction(correction_id=made.pk, granted=True, actor=boss, at=LATER)
    one.refresh_from_db()
    assert one.document_id == ruling.document_id != former
    old, new = (TaxDocument.objects.get(pk=key) for key in (former, one.document_id or 0))
    assert (old.state, new.state) == ("replaced", "active")
    assert new.addressee_id == old.addressee_id
    assert ReturnFigures.objects.get(document=former).columns["dependants_other"] == 2
    assert columns(one)["dependants_other"] == 1
    names = StatedRelative.objects.filter(document=new).values_list("name", flat=True)
    assert set(names) == {"山田　花", "山田　空"}
    answer = AgencyAnswer.objects.get(report=report)
    assert (answer.outcome, answer.answered_on) == ("corrected", LATER.date())
    assert made.changes == {"ABB00540": [760_000, 380_000], "ABY00150.2": "struck"}


def test_the_spouse_falls_with_deduction_and_income(
    one: StagedReturn, clerk: StaffMember, boss: StaffMember
) -> None:
    made = proposed(one, clerk, amounts={}, struck=[], spouse_struck=True)
    rule_on_correction(correction_id=made.pk, granted=True, actor=boss, at=LATER)
    one.refresh_from_db()
    assert not any("spouse" in name for name in columns(one))
    assert columns(one)["dependants_other"] == 2


def test_a_refused_correction_changes_nothing_and_another_may_follow(
    one: StagedReturn, clerk: StaffMember, boss: StaffMember
) -> None:
    report = reported(one, clerk)
    made = proposed(one, clerk)
    ruling = rule_on_correction(correction_id=made.pk, granted=False, actor=boss, at=LATER)
    assert ruling.document is None
    assert not AgencyAnswer.objects.filter(report=report).exists()
    assert columns(one)["dependants_other"] == 2
    assert proposed(one, clerk).pk != made.pk


def test_nobody_decides_about_their_own_and_nothing_is_decided_twice(
    one: StagedReturn, boss: StaffMember
) -> None:
    made = proposed(one, boss)
    with pytest.raises(ReturnsRefusedError, match="自分の起案"):
        rule_on_correction(correction_id=made.pk, granted=True, actor=boss, at=LATER)
    second = staff("9002", Role.TAX_SUPERVISOR)
    rule_on_correction(correction_id=made.pk, granted=True, actor=second, at=LATER)
    with pytest.raises(ReturnsRefusedError, match="決定済み"):
        rule_on_correction(correction_id=made.pk, granted=True, actor=second, at=LATER)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"amounts": {"ABB00540": 760_000}, "struck": []}, "違うところがありません"),
        ({"amounts": {"ABB00080": 1}}, "種類と欄"),
        ({"kind": "somebody"}, "種類と欄"),
        ({"struck": [3]}, "親族の行がありません"),
        ({"struck": [0]}, "親族の行がありません"),
        ({"decided_on": LATER.date() + timedelta(days=1)}, "今日までの日"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    one: StagedReturn, clerk: StaffMember, changed: dict[str, Any], words: str
) -> None:
    with pytest.raises(ReturnsRefusedError, match=words):
        proposed(one, clerk, **changed)
    assert not ReturnCorrection.objects.exists()


def test_a_correction_of_one_return_waits_for_the_decision_about_the_former(
    one: StagedReturn, clerk: StaffMember
) -> None:
    proposed(one, clerk)
    with pytest.raises(ReturnsRefusedError, match="先にその決定"):
        proposed(one, clerk, struck=[1])


def test_a_return_that_changed_since_is_not_corrected(
    one: StagedReturn, clerk: StaffMember, boss: StaffMember
) -> None:
    made = proposed(one, clerk)
    content = one.content
    content["forms"][0]["pages"][0]["values"]["ABB00540"] = 1
    StagedReturn.objects.filter(pk=one.pk).update(content=content)
    with pytest.raises(ReturnsRefusedError, match="起案の後に申告が変わりました"):
        rule_on_correction(correction_id=made.pk, granted=True, actor=boss, at=LATER)
    assert not CorrectionRuling.objects.exists()


@pytest.mark.parametrize("state", [StagedState.ENTRY, StagedState.SUPERSEDED])
def test_only_a_return_that_counts_is_corrected(
    one: StagedReturn, clerk: StaffMember, state: str
) -> None:
    StagedReturn.objects.filter(pk=one.pk).update(state=state)
    with pytest.raises(ReturnsRefusedError, match="課税資料になっている申告ではありません"):
        proposed(one, clerk)


def test_rows_on_a_further_page_are_counted_on(clerk: StaffMember, boss: StaffMember) -> None:
    """第二表 has room for four; the fifth relative stands on the next."""
    rows: list[Row] = [{**RELATIVES[0], "ABY00160": f"山田　{place}"} for place in range(1, 5)]
    further = xml_of(a_return({}, {"ABY00150": [{**RELATIVES[0], "ABY00160": "山田　五"}]}))
    page = further[
        further.index(b"<KOA020-2") : further.index(b"</KOA020-2>") + len(b"</KOA020-2>")
    ]
    xml = xml_of(a_return({}, {"ABY00150": rows})).replace(b"</KOA020-2>", b"</KOA020-2>" + page)
    (staged,) = taken([(index_row(1, reference="A"), xml, [])], clerk)
    identified(staged, person(1, "山田　太郎", "ヤマダ　タロウ"))
    made = proposed(staged, clerk, amounts={}, struck=[1, 5])
    rule_on_correction(correction_id=made.pk, granted=True, actor=boss, at=LATER)
    staged.refresh_from_db()
    kept = StatedRelative.objects.filter(document=staged.document_id or 0)
    assert set(kept.values_list("name", flat=True)) == {"山田　2", "山田　3", "山田　4"}


def test_what_was_corrected_leaves_with_the_return_when_it_is_sent_on(
    one: StagedReturn, clerk: StaffMember, boss: StaffMember
) -> None:
    """The document of a correction is known as one of the return's."""
    made = proposed(one, clerk)
    rule_on_correction(correction_id=made.pk, granted=True, actor=boss, at=LATER)
    one.refresh_from_db()
    reference = TaxDocument.objects.get(pk=one.document_id or 0).reference
    assert reference.endswith(f"-C{made.pk}")
    decide_forwarding(staged_id=one.pk, municipality="131016", reason="転出", actor=clerk, at=LATER)
    one.refresh_from_db()
    assert one.state == StagedState.OUTSIDE


def test_who_may_not_is_refused(one: StagedReturn, clerk: StaffMember) -> None:
    stranger = staff("5001", Role.AUDITOR)
    denied(one, clerk)
    with pytest.raises(NotPermittedError):
        report_to_agency(tax_year=YEAR, reply_by=REPLY_BY, actor=stranger, at=AT)
    with pytest.raises(NotPermittedError):
        proposed(one, stranger)
    made = proposed(one, clerk)
    with pytest.raises(NotPermittedError):
        rule_on_correction(correction_id=made.pk, granted=True, actor=clerk, at=LATER)
    with pytest.raises(NotPermittedError):
        enter_answer(
            report_id=1, outcome="unchanged", answered_on=AT.date(), note="", actor=stranger, at=AT
        )


@pytest.mark.parametrize("model", [AgencyReport, AgencyAnswer, ReturnCorrection, CorrectionRuling])
def test_nothing_of_it_is_changed_or_deleted(
    one: StagedReturn, clerk: StaffMember, boss: StaffMember, model: type[Any]
) -> None:
    reported(one, clerk)
    made = proposed(one, clerk)
    rule_on_correction(correction_id=made.pk, granted=True, actor=boss, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(id=9)


def test_what_waits_is_told_to_whom_it_concerns(
    one: StagedReturn, clerk: StaffMember, boss: StaffMember
) -> None:
    denied(one, clerk)
    at = LATER.replace(year=YEAR)

    def told(member: StaffMember, *functions: str) -> dict[str, int]:
        return {task.label: task.count for task in waiting(member, functions, at)}

    assert told(clerk, "returns.agency")["税務署に報告していない扶養の否認"] == 1
    report_to_agency(tax_year=YEAR, reply_by=AT.date() + timedelta(1), actor=clerk, at=AT)
    assert told(clerk, "returns.agency") == {
        "税務署に報告していない扶養の否認": 0,
        "税務署の回答期限が過ぎた報告": 1,
    }
    proposed(one, clerk)
    assert undecided().count() == 1
    assert told(boss, "returns.agency.decide") == {"申告の更正・修正の決定": 1}
    assert told(clerk, "returns.agency.decide") == {"申告の更正・修正の決定": 0}


def test_each_act_leaves_one_record_without_names(
    one: StagedReturn, clerk: StaffMember, boss: StaffMember
) -> None:
    reported(one, clerk)
    made = proposed(one, clerk)
    rule_on_correction(correction_id=made.pk, granted=True, actor=boss, at=LATER)
    acts = OutgoingRecord.objects.filter(
        action__regex=r"^national_returns\.(agency|correction)\."
    ).order_by("pk")
    assert [act.action.removeprefix("national_returns.") for act in acts] == [
        "agency.reported",
        "correction.proposed",
        "correction.ruled",
    ]
    assert "山田" not in str([act.__dict__ for act in acts])

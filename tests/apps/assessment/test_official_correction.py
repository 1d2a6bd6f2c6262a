"""職権訂正: proposed by one, decided by another, the document as received stays (R-3.2.16)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from juminzei.apps.assessment.models import (
    CorrectionDecision,
    DocumentState,
    OfficialCorrection,
    ReturnFigures,
    StatedRelative,
    TaxDocument,
    WageFigures,
)
from juminzei.apps.assessment.selectors.official_corrections import corrections_in_force
from juminzei.apps.assessment.selectors.report_copies import report_copies
from juminzei.apps.assessment.services.correctable import CorrectionRefusedError, correctable
from juminzei.apps.assessment.services.correction_effect import correction_effect
from juminzei.apps.assessment.services.decide_correction import decide_correction
from juminzei.apps.assessment.services.propose_correction import propose_correction
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.document_rows import pension, person_on_the_list, wage
from support.page_rows import AT, staff
from support.return_rows import NATIONAL, filed, found, said

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
WHY = {"reason": "桁の誤り", "evidence": "賃金台帳の写し（支払者に確認）"}


def member(number: str, *roles: Role) -> StaffMember:
    there = StaffMember.objects.filter(staff_number=number).first()
    return there or staff(number, *roles)


def proposed(document: int, **entered: str) -> OfficialCorrection:
    items = {key.replace("__", "/"): text for key, text in entered.items()}
    return propose_correction(
        document_id=document,
        entered=items,
        actor=member("1001"),
        at=AT,
        reason=WHY["reason"],
        evidence=WHY["evidence"],
    )


def decided(
    correction: OfficialCorrection, *, approved: bool = True, at: datetime = AT
) -> CorrectionDecision:
    boss = member("2001", Role.TAX_SUPERVISOR)
    return decide_correction(
        correction_id=correction.pk, approved=approved, note="確認", actor=boss, at=at
    )


def test_nothing_counts_before_a_second_person_agrees() -> None:
    number = person_on_the_list(1)
    document = wage(number, 50_000_000)
    correction = proposed(document, revenue="5,000,000")
    before = said(number, "revenue_employment")
    decided(correction)

    assert before == {"revenue_employment": 50_000_000}
    assert said(number, "revenue_employment") == {"revenue_employment": 5_000_000}
    assert WageFigures.objects.get(pk=document).revenue == 50_000_000
    assert found(number)["officially_corrected"] == 1


def test_what_is_turned_down_never_counts() -> None:
    number = person_on_the_list(1)
    document = wage(number, 3_000_000)
    decided(proposed(document, revenue="1"), approved=False)

    assert said(number, "revenue_employment") == {"revenue_employment": 3_000_000}
    assert proposed(document, revenue="2").pk  # and another may be proposed


@pytest.mark.parametrize(
    ("entered", "name", "counts"),
    [
        ({"dependants_other": "2"}, "dependants_other", 2),
        ({"self_disability": "special"}, "disability", 2),
        ({"widow": "1"}, "widow", 1),
        ({"social_insurance": "400000"}, "social_insurance", 400_000),
    ],
)
def test_every_shape_of_a_report_takes_effect(
    entered: dict[str, str], name: str, counts: int
) -> None:
    number = person_on_the_list(1)
    decided(proposed(wage(number, 3_000_000), **entered))
    assert said(number, name) == {name: counts}


def test_a_day_and_a_code_take_effect() -> None:
    number = person_on_the_list(1)
    document = wage(number, 3_000_000, housing_loan_available=100_000, housing_kind="01")
    decided(proposed(document, left_on="2025-06-30"))
    (item,) = [
        one for one in correctable(TaxDocument.objects.get(pk=document)) if one.key == "left_on"
    ]
    assert (item.received, item.counts) == (None, "2025-06-30")


def test_pensions_and_returns_are_corrected_alike() -> None:
    number, other = person_on_the_list(1), person_on_the_list(2)
    decided(proposed(pension(number, 2_000_000), revenue="1500000"))
    document = filed(other, NATIONAL, income_business=-200_000, medical_paid=100_000)
    decided(proposed(document, income_business="-300000", medical_paid="0", widow="1"))

    assert said(number, "revenue_public_pension") == {"revenue_public_pension": 1_500_000}
    assert said(other, "income_business", "medical_paid", "widow") == {
        "income_business": -300_000,
        "medical_paid": 0,
        "widow": 1,
    }
    assert ReturnFigures.objects.get(pk=document).columns["income_business"] == -200_000


def test_any_days_view_is_that_of_the_day() -> None:
    number = person_on_the_list(1)
    document = wage(number, 3_000_000)
    decided(proposed(document, revenue="2000000"), at=AT)
    decided(proposed(document, revenue="1000000"), at=AT + timedelta(days=2))

    def on(day: int) -> object:
        told = corrections_in_force(2026, until=AT + timedelta(days=day))
        return told.get(document, {}).get("revenue")

    assert [on(-1), on(0), on(1), on(2)] == [None, 2_000_000, 2_000_000, 1_000_000]


def test_nobody_decides_on_their_own_proposal() -> None:
    boss = member("2001", Role.TAX_SUPERVISOR)
    correction = propose_correction(
        document_id=wage(person_on_the_list(1), 1),
        entered={"revenue": "2"},
        actor=boss,
        at=AT,
        reason=WHY["reason"],
        evidence=WHY["evidence"],
    )
    with pytest.raises(CorrectionRefusedError, match="別の職員"):
        decided(correction)
    assert not CorrectionDecision.objects.exists()


def test_a_clerk_may_propose_but_not_decide() -> None:
    correction = proposed(wage(person_on_the_list(1), 1), revenue="2")
    with pytest.raises(NotPermittedError):
        decide_correction(
            correction_id=correction.pk, approved=True, note="", actor=member("1002"), at=AT
        )


def test_it_is_decided_once() -> None:
    correction = proposed(wage(person_on_the_list(1), 1), revenue="2")
    decided(correction)
    with pytest.raises(CorrectionRefusedError, match="読み直して"):
        decided(correction)


def test_turning_down_needs_its_reason() -> None:
    correction = proposed(wage(person_on_the_list(1), 1), revenue="2")
    with pytest.raises(CorrectionRefusedError, match="理由"):
        decide_correction(
            correction_id=correction.pk,
            approved=False,
            note=" ",
            actor=member("2001", Role.TAX_SUPERVISOR),
            at=AT,
        )


def test_a_document_that_changed_meanwhile_is_looked_at_again() -> None:
    document = wage(person_on_the_list(1), 1)
    correction = proposed(document, revenue="2")
    TaxDocument.objects.filter(pk=document).update(state=DocumentState.REPLACED)
    with pytest.raises(CorrectionRefusedError, match="起案し直して"):
        decided(correction)
    assert decided(correction, approved=False).pk


def test_only_one_proposal_waits_for_a_document() -> None:
    document = wage(person_on_the_list(1), 1)
    proposed(document, revenue="2")
    with pytest.raises(CorrectionRefusedError, match="決裁を待つ"):
        proposed(document, revenue="3")


@pytest.mark.parametrize("state", [DocumentState.REPLACED, DocumentState.CANCELLED])
def test_what_does_not_count_is_not_corrected(state: str) -> None:
    document = wage(person_on_the_list(1), 1)
    TaxDocument.objects.filter(pk=document).update(state=state)
    with pytest.raises(CorrectionRefusedError, match="有効な資料"):
        proposed(document, revenue="2")


@pytest.mark.parametrize(
    ("item", "text", "problem"),
    [
        ("revenue", "abc", "支払金額：数字"),
        ("revenue", "-1", "0から99,999,999,999まで"),
        ("revenue", "100000000000", "0から99,999,999,999まで"),
        ("revenue", "", "数字"),
        ("dependants_other", "100", "0から99まで"),
        ("left_on", "2025-02-30", "ある日"),
        ("self_disability", "worse", "選び直して"),
        ("widow", "maybe", "選び直して"),
        ("previous_payer_name", "あ" * 121, "120文字"),
    ],
)
def test_what_cannot_be_is_refused_with_where_and_what_to_do(
    item: str, text: str, problem: str
) -> None:
    with pytest.raises(CorrectionRefusedError, match=problem):
        proposed(wage(person_on_the_list(1), 1), **{item: text})
    assert not OfficialCorrection.objects.exists()


@pytest.mark.parametrize("words", [{"reason": " "}, {"evidence": ""}])
def test_reason_and_evidence_are_asked_for(words: dict[str, str]) -> None:
    with pytest.raises(CorrectionRefusedError, match="理由と、根拠"):
        propose_correction(
            document_id=wage(person_on_the_list(1), 1),
            entered={"revenue": "2"},
            actor=member("1001"),
            at=AT,
            reason=words.get("reason", WHY["reason"]),
            evidence=words.get("evidence", WHY["evidence"]),
        )


def test_what_changes_nothing_is_refused() -> None:
    with pytest.raises(CorrectionRefusedError, match="違う項目がありません"):
        proposed(wage(person_on_the_list(1), 1_000), revenue="１，０００", unknown="5")


def relative_of(document: int, place: str = "dependant_1", **given: object) -> StatedRelative:
    return StatedRelative.objects.create(
        document_id=document, place=place, name="見本　花子", kana="ミホン　ハナコ", **given
    )


def test_a_relative_is_struck_out_together_with_the_figure_that_counts_it() -> None:
    number = person_on_the_list(1)
    document = wage(number, 3_000_000, dependants_other=1)
    relative_of(document)
    with pytest.raises(CorrectionRefusedError, match="金額の欄"):
        proposed(document, dependant_1__struck="1")
    decided(proposed(document, dependant_1__struck="1", dependants_other="0"))

    assert said(number, "dependants_other") == {"dependants_other": 0}
    assert corrections_in_force(2026)[document]["dependant_1/struck"] is True
    assert StatedRelative.objects.get().name == "見本　花子"


def test_what_is_said_of_a_relative_is_corrected() -> None:
    document = wage(person_on_the_list(1), 3_000_000)
    relative_of(document, income=None, disability=0)
    decided(proposed(document, dependant_1__income="600000", dependant_1__disability="2"))
    items = {one.key: one for one in correctable(TaxDocument.objects.get(pk=document))}

    assert (items["dependant_1/income"].received, items["dependant_1/income"].counts) == (
        None,
        600_000,
    )
    assert items["dependant_1/disability"].counts == 2


def test_the_record_names_the_items_and_never_their_figures() -> None:
    document = wage(person_on_the_list(1), 7_654_321)
    decided(proposed(document, revenue="1234567"))
    records = OutgoingRecord.objects.filter(action__startswith="assessment.correction")
    told = [str(one.details) for one in records]

    assert len(told) == 2
    assert all("revenue" in one for one in told)
    assert not any("7654321" in one or "1234567" in one for one in told)


def test_numbers_in_words_are_blanked() -> None:
    correction = propose_correction(
        document_id=wage(person_on_the_list(1), 1),
        entered={"revenue": "2"},
        reason="番号 123456789018 の人",
        evidence="電話",
        actor=member("1001"),
        at=AT,
    )
    assert "123456789018" not in correction.reason


def added(document: int, **more: str) -> OfficialCorrection:
    parts = {"group": "dependant", "name": "見本　次郎", "kana": "ミホン　ジロウ", **more}
    entered = {f"new__{key}": text for key, text in parts.items()}
    return proposed(document, **entered, dependants_other="1")


def test_a_relative_whom_the_document_does_not_name_is_added_when_a_second_person_agrees() -> None:
    """R-3.2.16: who was left out is added by office authority; the paper stays as it was."""
    number, son = person_on_the_list(1), person_on_the_list(2)
    document = wage(number, 3_000_000)
    correction = added(document, birth_on="2000-05-05", income="300000", addressee=str(son))
    assert not StatedRelative.objects.exists()
    decided(correction)

    (one,) = StatedRelative.objects.all()
    assert (one.place, one.name, one.income) == ("dependant_1", "見本　次郎", 300_000)
    assert (one.addressee_id, one.resolution, one.added_by_id) == (son, "clerk", correction.pk)
    assert one.birth_on == date(2000, 5, 5)
    assert said(number, "dependants_other") == {"dependants_other": 1}
    assert WageFigures.objects.get(pk=document).dependants_other == 0


def test_an_added_relative_is_turned_down_or_taken_out_again() -> None:
    number = person_on_the_list(1)
    document = wage(number, 3_000_000)
    decided(added(document), approved=False)
    assert not StatedRelative.objects.exists()
    decided(added(document))
    out = proposed(document, dependant_1__struck="1", dependants_other="0")
    decided(out, at=AT + timedelta(days=1))

    assert said(number, "dependants_other") == {"dependants_other": 0}
    now = {one.key: one.counts for one in correctable(TaxDocument.objects.get(pk=document))}
    assert now["dependant_1/struck"] is True


def test_before_the_day_of_its_decision_an_added_relative_is_not_in_view() -> None:
    document = wage(person_on_the_list(1), 3_000_000)
    decided(added(document), at=AT + timedelta(days=1))
    row = TaxDocument.objects.get(pk=document)
    before = {one.place for one in correctable(row, until=AT)}
    after = {one.place for one in correctable(row, until=AT + timedelta(days=1))}
    assert (before, after) == ({""}, {"", "dependant_1"})


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"group": ""}, "欄（配偶者・扶養親族など）を選んで"),
        ({"group": "cousin"}, "欄（配偶者・扶養親族など）を選んで"),
        ({"name": " "}, "氏名とフリガナ"),
        ({"kana": ""}, "氏名とフリガナ"),
        ({"birth_on": "2000-02-30"}, "生年月日：.*ある日"),
        ({"income": "-1"}, "所得（円）：0から"),
        ({"addressee": "1234567890"}, "宛名番号 1234567890 は登録されていません"),
        ({"disability": "3"}, "障害：選び直して"),
    ],
)
def test_a_relative_who_cannot_be_added_so_is_refused(parts: dict[str, str], problem: str) -> None:
    document = wage(person_on_the_list(1), 3_000_000)
    with pytest.raises(CorrectionRefusedError, match=problem):
        added(document, **parts)
    assert not OfficialCorrection.objects.exists()


def test_a_relative_is_added_together_with_the_figure_that_counts_one() -> None:
    document = wage(person_on_the_list(1), 3_000_000)
    parts = {"new__group": "dependant", "new__name": "見本", "new__kana": "ミホン"}
    with pytest.raises(CorrectionRefusedError, match="金額の欄"):
        proposed(document, **parts)


def test_a_second_spouse_has_no_place() -> None:
    document = wage(person_on_the_list(1), 3_000_000)
    relative_of(document, "spouse")
    with pytest.raises(CorrectionRefusedError, match="空きがありません"):
        added(document, group="spouse")


def test_the_copy_of_a_report_names_whom_the_payer_named_and_nobody_added() -> None:
    document = wage(person_on_the_list(1), 3_000_000)
    relative_of(document)
    decided(added(document))
    (copy,) = report_copies([document], municipality="112020").values()
    text = copy.decode("cp932")
    assert "見本　花子" in text
    assert "見本　次郎" not in text


def test_what_it_does_to_the_tax_is_known_before_it_is_decided() -> None:
    """R-3.2.16: approval for the effect on the tax, worked by hand.

    Wage 3,000,000 and nothing else: 161,500 a year. At 1,000,000: 350,000 of income, below
    the limit, so nothing.
    """
    number = person_on_the_list(1)
    correction = proposed(wage(number, 3_000_000), revenue="1000000")
    effect = correction_effect(correction)
    assert effect is not None
    assert (effect.total_before, effect.total_after) == (161_500, 0)
    lines = {label: (before, after) for label, before, after in effect.lines()}
    assert lines["合計所得金額"] == (2_020_000, 350_000)
    decision = decided(correction)
    assert (decision.tax_before, decision.tax_after) == (161_500, 0)


@pytest.mark.parametrize("listed", [True, False])
def test_of_nobody_on_the_list_there_is_no_effect(*, listed: bool) -> None:
    person = person_on_the_list(1, included=False) if listed else None
    correction = proposed(wage(person, 3_000_000), revenue="1")
    assert correction_effect(correction) is None
    assert decided(correction).tax_after is None


def test_a_tax_that_changed_since_it_was_looked_at_is_looked_at_again() -> None:
    number = person_on_the_list(1)
    correction = proposed(wage(number, 3_000_000), revenue="2000000")
    effect = correction_effect(correction)
    assert effect is not None
    pension(number, 3_000_000)
    boss = member("2001", Role.TAX_SUPERVISOR)

    def agreed(seen: int) -> CorrectionDecision:
        return decide_correction(
            correction_id=correction.pk, approved=True, note="", actor=boss, at=AT, seen=seen
        )

    with pytest.raises(CorrectionRefusedError, match="年税額が変わりました"):
        agreed(effect.total_after)
    now = correction_effect(correction)
    assert now is not None
    assert agreed(now.total_after).tax_after == now.total_after


@pytest.mark.parametrize(
    "kind", ["one_stop", "city_notice", "inhabitant_return", "national_return"]
)
def test_every_kind_with_figures_is_corrected(kind: str) -> None:
    number = person_on_the_list(1)
    document = filed(number, kind, donation_hometown=50_000, donation_one_stop=1)
    items = {one.key for one in correctable(TaxDocument.objects.get(pk=document))}
    assert {"donation_hometown", "income_business", "collection_choice"} <= items
    decided(proposed(document, donation_hometown="5000"))
    assert ReturnFigures.objects.get(pk=document).columns["donation_hometown"] == 50_000
    counted = {} if kind == "city_notice" else {"donation_hometown": 5_000}
    assert {k: v for k, v in said(number, "donation_hometown").items() if v} == counted

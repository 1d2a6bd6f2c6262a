"""Looking at one person: what is shown, what is hidden, and that it is on record."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from juminzei.apps.assessment.services.view_person import (
    PersonView,
    UnknownAddresseeError,
    view_person,
)
from juminzei.cli.main import main
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support import tax_rows
from support.page_rows import AT, person, protect, staff

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


DRAFT = "令和8年度の法令データは確認中（draft）です。実際の賦課には使えません。"


@pytest.fixture
def taro() -> Addressee:
    """Somebody with a wage report, assessed: pay 5,000,000, social insurance 750,000."""
    actor = staff("77")
    taro = person(1, "見本　太郎", "ミホン　タロウ", address="加須市三俣二丁目1番地1")
    file = tax_rows.received(actor)
    report = tax_rows.wage_report(file, 1, 5_000_000)
    tax_rows.matched(report, taro, actor, "個人番号が一致しました。")
    tax_rows.listed(tax_rows.frozen_list(actor), taro)
    tax_rows.version(
        tax_rows.run(actor), taro, age=45, revenue_employment=5_000_000, social_insurance=750_000
    )
    return taro


def view(addressee: Addressee, *roles: Role) -> PersonView:
    return view_person(
        addressee_number=addressee.number, tax_year=2026, actor=staff("1001", *roles), at=AT
    )


def test_documents_come_with_figures_and_the_reason_of_their_match(taro: Addressee) -> None:
    (document,) = view(taro).documents
    assert (document["kind"], document["match"]) == ("wage_report", "number")
    assert document["match_reason"] == "個人番号が一致しました。"
    assert document["figures"] == {"revenue": 5_000_000}


def test_figures_are_the_ledgers_and_the_steps_lead_to_them(taro: Addressee) -> None:
    shown = view(taro)
    figures = shown.figures
    assert figures is not None
    # 5,000,000 × 80 % − 440,000 = 3,560,000; − 750,000 − 430,000 = 2,380,000
    assert figures["incomes"] == {"income_employment": 3_560_000}
    assert figures["tax_base"] == 2_380_000
    # 6 %: 142,800 − 1,500 (adjustment 50,000 × 3 %) = 141,300; 4 %: 95,200 − 1,000 = 94,200
    assert figures["municipal_income_levy"] == 141_300
    assert figures["prefectural_income_levy"] == 94_200
    assert figures["total"] == 141_300 + 94_200 + 5_000
    assert figures["same_law"] is True
    by_name = {step["name"]: step["value"] for step in shown.steps}
    assert by_name["municipal_income_levy"] == 141_300
    assert all(step["label"] and step["law"] for step in shown.steps)


def test_instalments_sum_to_the_total(taro: Addressee) -> None:
    shown = view(taro)
    assert sum(one["amount"] for one in shown.instalments) == 240_500
    assert shown.instalments[0]["due_on"] == date(2026, 6, 30)


def test_whether_and_why_the_person_is_listed_is_shown(taro: Addressee) -> None:
    assert view(taro).taxable == {
        "included": True,
        "property_only": False,
        "reason": "resident",
        "label": "賦課期日に住民登録あり",
    }


def test_somebody_without_anything_is_shown_with_nothing() -> None:
    shown = view(person(2, "見本　花子", "ミホン　ハナコ"))
    assert (shown.documents, shown.figures, shown.instalments) == ([], None, [])
    assert shown.taxable is None


def test_a_protected_persons_address_is_nowhere_in_the_view(taro: Addressee) -> None:
    assert "三俣" in str(view(taro).as_json())
    protect(taro)
    shown = view_person(
        addressee_number=taro.number, tax_year=2026, actor=staff("1002"), at=AT
    ).as_json()
    assert shown["person"]["protected"] is True
    assert "三俣" not in str(shown)


@pytest.mark.parametrize(("days", "hidden"), [(0, True), (1, False)])
def test_a_protection_hides_through_its_last_day(
    taro: Addressee, days: int, *, hidden: bool
) -> None:
    protect(taro, until=AT.date() - timedelta(days=days))
    assert (view(taro).person["address"] is None) == hidden


def test_every_look_is_on_record(taro: Addressee) -> None:
    view(taro)
    record = OutgoingRecord.objects.get(action="addressees.person.viewed")
    assert (record.subject_kind, record.subject_id) == ("addressee", f"{taro.number:010d}")
    assert record.staff_number == "1001"
    assert record.details == {"tax_year": 2026}


def test_who_may_not_look_is_refused_and_nothing_is_recorded_as_seen(taro: Addressee) -> None:
    with pytest.raises(NotPermittedError):
        view(taro, Role.ADMINISTRATOR)
    assert not OutgoingRecord.objects.filter(action="addressees.person.viewed").exists()


def test_an_unknown_number_is_told() -> None:
    with pytest.raises(UnknownAddresseeError, match="0000000094"):
        view_person(addressee_number=94, tax_year=2026, actor=staff(), at=AT)


def shown_by_command(capsys: pytest.CaptureFixture[str], taro: Addressee, *switches: str) -> str:
    # The fixture's records are of another day; to the command they would look stuck.
    OutgoingRecord.objects.update(drained=True)
    assert main(["show", str(taro), "--tax-year", "2026", *switches]) == 0
    return capsys.readouterr().out


def test_the_command_prints_json(capsys: pytest.CaptureFixture[str], taro: Addressee) -> None:
    told: dict[str, Any] = json.loads(shown_by_command(capsys, taro, "--json"))
    assert told["addressee_number"] == taro.number
    assert told["figures"]["total"] == 240_500
    assert told["instalments"][0]["due_on"] == "2026-06-30"
    assert told["documents"][0]["figures"] == {"revenue": 5_000_000}
    assert told["documents"][0]["state"] == "active"
    assert told["warnings"] == [DRAFT]


def test_the_command_prints_japanese_for_people(
    capsys: pytest.CaptureFixture[str], taro: Addressee
) -> None:
    told = shown_by_command(capsys, taro)
    assert "見本　太郎（ミホン　タロウ）" in told
    assert "課税対象：賦課期日に住民登録あり" in told
    assert "年税額 240,500円" in told
    assert "納期限 令和8年6月30日" in told
    assert "個人番号が一致しました。" in told
    assert "［有効］" in told
    assert "医療費控除 = 0" not in told
    assert told.splitlines()[0] == DRAFT


def test_the_command_tells_every_step_when_asked(
    capsys: pytest.CaptureFixture[str], taro: Addressee
) -> None:
    assert "医療費控除 = 0" in shown_by_command(capsys, taro, "--every-step")


def test_the_command_hides_a_protected_address(
    capsys: pytest.CaptureFixture[str], taro: Addressee
) -> None:
    protect(taro)
    told = shown_by_command(capsys, taro)
    assert "支援措置のため表示しません" in told
    assert "三俣" not in told


@pytest.mark.parametrize("wrong", ["0000000017", "abc", "１２３", "0", "99999999999"])
def test_a_number_that_cannot_be_one_is_refused(
    capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    assert main(["show", wrong, "--tax-year", "2026"]) == 2
    assert "宛名番号" in capsys.readouterr().err


def test_in_production_the_command_asks_who_looks(
    capsys: pytest.CaptureFixture[str], taro: Addressee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.CONFIGURATION, "profile", "production")
    assert main(["show", str(taro), "--tax-year", "2026"]) == 2
    assert "JUMINZEI_STAFF" in capsys.readouterr().err

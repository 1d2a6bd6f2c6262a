"""Entering and ending where letters go: what is refused, what is kept, what is on record."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.correspondence.models import Arrangement, Kind
from juminzei.apps.correspondence.selectors.arrangements import (
    arranged_for,
    in_force,
    stopped_now,
)
from juminzei.apps.correspondence.services import arrange as arranging
from juminzei.apps.correspondence.services.arrange import end
from juminzei.apps.correspondence.services.refusal import CorrespondenceRefusedError
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.letters import APRIL, arrange
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee
    from juminzei.apps.correspondence.services.entry import Entry
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def taro() -> Addressee:
    return person(1, "山田　太郎", "ヤマダ タロウ")


@pytest.fixture
def hana() -> Addressee:
    return person(2, "山田　花子", "ヤマダ ハナコ")


@pytest.fixture
def couple(taro: Addressee, hana: Addressee) -> tuple[Addressee, Addressee]:
    return taro, hana


def test_an_entry_is_on_record_without_names_or_addresses(
    taro: Addressee, clerk: StaffMember
) -> None:
    arrange(taro, clerk, care_of="佐藤")
    record = OutgoingRecord.objects.get(action="correspondence.arrangement.entered")
    assert (record.subject_id, record.function) == (f"{taro.number:010d}", "correspondence.edit")
    assert record.details == {"kind": "sending_address", "tax": "all", "entry": 1, "version": 1}
    assert "見本区" not in json.dumps(record.details, ensure_ascii=False)


@pytest.mark.parametrize(
    ("kind", "columns", "field"),
    [
        (Kind.SENDING_ADDRESS, {"address": " "}, "address"),
        (Kind.SENDING_ADDRESS, {"country": "カナダ"}, "postcode"),
        (Kind.SENDING_ADDRESS, {"tax": "liquor"}, "tax"),
        (Kind.SENDING_ADDRESS, {"reason": ""}, "reason"),
        (Kind.SENDING_ADDRESS, {"evidence": " "}, "evidence"),
        (Kind.SENDING_ADDRESS, {"valid_until": APRIL - timedelta(days=1)}, "valid_until"),
        (Kind.SENDING_STOP, {"cause": ""}, "cause"),
        (Kind.TAX_AGENT, {}, "connected"),
        (Kind.TAX_AGENT, {"connected": 99}, "connected"),
        (Kind.TAX_AGENT, {"designated": True}, "designated"),
        (Kind.JOINT_REPRESENTATIVE, {"share_numerator": 1}, "share_numerator"),
        (
            Kind.JOINT_REPRESENTATIVE,
            {"share_numerator": 3, "share_denominator": 2},
            "share_numerator",
        ),
        (
            Kind.JOINT_REPRESENTATIVE,
            {"share_numerator": 0, "share_denominator": 2},
            "share_numerator",
        ),
    ],
)
def test_what_will_not_do_is_told_with_its_field(
    kind: Kind,
    columns: dict[str, Any],
    field: str,
    couple: tuple[Addressee, Addressee],
    clerk: StaffMember,
) -> None:
    taro, hana = couple
    represented = kind not in {Kind.SENDING_ADDRESS, Kind.SENDING_STOP} and field != "connected"
    given = {"connected": hana.number, **columns} if represented else columns
    with pytest.raises(CorrespondenceRefusedError) as refused:
        arrange(taro, clerk, kind, **given)
    assert refused.value.field == field
    assert not Arrangement.objects.exists()


def test_nobody_represents_themselves(taro: Addressee, clerk: StaffMember) -> None:
    with pytest.raises(CorrespondenceRefusedError, match="本人を代理人"):
        arrange(taro, clerk, Kind.TAX_AGENT, connected=taro.number)


def test_the_city_may_designate_one_of_several_heirs(
    taro: Addressee, hana: Addressee, clerk: StaffMember
) -> None:
    """地方税法9条の2第2項: a designation by the city when none was declared; shares are kept."""
    arrange(
        taro,
        clerk,
        Kind.HEIR_REPRESENTATIVE,
        connected=hana.number,
        designated=True,
        share_numerator=1,
        share_denominator=2,
    )
    made = Arrangement.objects.get()
    assert made.designated
    assert (made.share_numerator, made.share_denominator) == (1, 2)


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        ({}, {}, True),
        ({}, {"valid_from": date(2030, 1, 1)}, True),
        ({"valid_until": date(2026, 6, 30)}, {"valid_from": date(2026, 6, 30)}, True),
        ({"valid_until": date(2026, 6, 30)}, {"valid_from": date(2026, 7, 1)}, False),
        ({"valid_from": date(2026, 7, 1)}, {"valid_until": date(2026, 7, 1)}, True),
        ({"valid_from": date(2026, 7, 1)}, {"valid_until": date(2026, 6, 30)}, False),
        ({}, {"tax": "pension"}, False),
        ({"tax": "special"}, {"tax": "pension"}, False),
    ],
)
def test_two_entries_of_a_kind_and_tax_share_no_day(
    first: dict[str, Any],
    second: dict[str, Any],
    *,
    refused: bool,
    taro: Addressee,
    clerk: StaffMember,
) -> None:
    arrange(taro, clerk, **first)
    if not refused:
        arrange(taro, staff("1002"), **second)
        return
    with pytest.raises(CorrespondenceRefusedError, match="課税 花子が登録しています") as told:
        arrange(taro, staff("1002"), **second)
    assert told.value.conflict
    assert told.value.field == "valid_from"


def test_another_kind_and_another_person_may_share_the_days(
    taro: Addressee, hana: Addressee, clerk: StaffMember
) -> None:
    arrange(taro, clerk)
    arrange(hana, clerk)
    arrange(taro, clerk, Kind.TAX_AGENT, connected=hana.number)
    assert in_force(APRIL).count() == 3


def test_an_entry_is_ended_by_a_version_and_stays(taro: Addressee, clerk: StaffMember) -> None:
    made = arrange(taro, clerk)
    ended = end(
        made.pk, last_day=date(2026, 5, 31), reason="転居", evidence="電話", actor=clerk, at=AT
    )
    assert (ended.entry, ended.version, ended.address) == (made.entry, 2, made.address)
    assert [one.version for one in arranged_for(taro.number)] == [2, 1]
    assert (made.reason, ended.reason) == ("届出", "転居")
    arrange(taro, clerk, valid_from=date(2026, 6, 1))
    assert [one.entry for one in in_force(date(2026, 6, 1))] == [2]


def test_an_entry_that_should_not_have_been_is_taken_back(
    taro: Addressee, clerk: StaffMember
) -> None:
    made = arrange(taro, clerk)
    before = made.valid_from - timedelta(days=1)
    end(made.pk, last_day=before, reason="誤り", evidence="確認", actor=clerk, at=AT)
    assert not in_force(made.valid_from).exists()
    arrange(taro, clerk)  # the same days are free again
    with pytest.raises(CorrespondenceRefusedError, match="開始日の前日"):
        end(
            Arrangement.objects.latest("pk").pk,
            last_day=before - timedelta(days=1),
            reason="誤り",
            evidence="確認",
            actor=clerk,
            at=AT,
        )


@pytest.mark.parametrize(("reason", "evidence"), [("", "電話"), ("転居", " ")])
def test_an_end_has_reason_and_evidence(
    reason: str, evidence: str, taro: Addressee, clerk: StaffMember
) -> None:
    made = arrange(taro, clerk)
    with pytest.raises(CorrespondenceRefusedError, match="入れてください"):
        end(made.pk, last_day=APRIL, reason=reason, evidence=evidence, actor=clerk, at=AT)


def test_an_end_is_not_put_off(taro: Addressee, clerk: StaffMember) -> None:
    made = arrange(taro, clerk, valid_until=date(2026, 6, 30))
    with pytest.raises(CorrespondenceRefusedError, match="それより後の日"):
        end(made.pk, last_day=date(2026, 7, 1), reason="x", evidence="y", actor=clerk, at=AT)


def test_who_ends_what_another_ended_is_told(taro: Addressee, clerk: StaffMember) -> None:
    made = arrange(taro, clerk)
    given = {"last_day": date(2026, 5, 31), "reason": "転居", "evidence": "電話", "at": AT}
    end(made.pk, actor=clerk, **given)  # type: ignore[arg-type]  # the same words twice
    with pytest.raises(CorrespondenceRefusedError, match="先に変更しました") as told:
        end(made.pk, actor=staff("1002"), **given)  # type: ignore[arg-type]  # the same
    assert told.value.conflict


def test_what_another_wrote_in_the_same_moment_is_not_overlooked(
    taro: Addressee, clerk: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other clerk's row comes after we looked and before we write."""
    look = arranging._refuse_overlap

    def looked(number: int, entry: Entry) -> None:
        look(number, entry)
        monkeypatch.setattr(arranging, "_refuse_overlap", look)
        arrange(taro, staff("1002"))

    monkeypatch.setattr(arranging, "_refuse_overlap", looked)
    with pytest.raises(CorrespondenceRefusedError, match="同時に登録しました") as told:
        arrange(taro, clerk)
    assert told.value.conflict


def test_only_who_may_enters(taro: Addressee) -> None:
    with pytest.raises(NotPermittedError):
        arrange(taro, staff("3001", Role.COLLECTION_CLERK))
    assert not Arrangement.objects.exists()


def test_people_whose_letters_are_stopped_are_counted_once(
    taro: Addressee, hana: Addressee, clerk: StaffMember
) -> None:
    arrange(taro, clerk, Kind.SENDING_STOP, tax="ordinary")
    arrange(taro, clerk, Kind.SENDING_STOP, tax="pension")
    arrange(hana, clerk, Kind.SENDING_STOP, valid_until=date(2026, 4, 30))
    assert stopped_now(date(2026, 4, 30)) == 2
    assert stopped_now(date(2026, 5, 1)) == 1

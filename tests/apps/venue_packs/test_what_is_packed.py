"""Asking, approving and writing a pack; what is in it, and what never is."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.addressees.individual_number import link_own_numbers
from juminzei.apps.venue_packs.models import Pack, PackState, Selection
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.apps.venue_packs.services.ask_pack import decide_pack, end_pack
from juminzei.apps.venue_packs.services.open_venue import refuse_other
from juminzei.apps.venue_packs.services.write_pack import write_pack
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from juminzei.platform.storage.carried_rows import loaded
from support.desk_rows import begun, confirmed, saved
from support.document_rows import wage
from support.made_up_returns import number_of
from support.packs import DAY, PASSPHRASE, People, approved, asked, out, people, told_by
from support.page_rows import AT, person, protect, staff

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
SECRET_PLACE = "加須市騎西九丁目9番9号"


@pytest.fixture
def who() -> People:
    return people()


@pytest.fixture
def taro() -> Addressee:
    return person(1, "山田 太郎", "ヤマダ タロウ", household_number=77)


@pytest.fixture
def hanako() -> Addressee:
    return person(2, "山田 花子", "ヤマダ ハナコ", household_number=77)


def rows(told: dict[str, Any], model: str) -> list[dict[str, Any]]:
    table = next((one for one in told["tables"] if one["model"] == model), None)
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]] if table else []


def test_a_pack_holds_its_people_and_nobody_else(
    who: People, taro: Addressee, hanako: Addressee
) -> None:
    other = person(3, "鈴木 一郎", "スズキ イチロウ")
    wage(taro.number, 5_000_000)
    wage(hanako.number, 1_000_000)
    wage(other.number, 2_000_000)
    pack, file = out(who, [taro.number])
    told = told_by(file)
    known = {row["number"] for row in rows(told, "addressees.Addressee")}
    assert known == {taro.number, hanako.number}
    reports = rows(told, "assessment.TaxDocument")
    assert {row["addressee_id"] for row in reports} == {taro.number}
    assert "鈴木" not in json.dumps(told, ensure_ascii=False)
    assert (pack.people, pack.relatives) == (1, 1)
    assert [one.relative for one in pack.persons.order_by("addressee")] == [False, True]


def test_no_individual_number_is_ever_in_a_pack(who: People, taro: Addressee) -> None:
    number = number_of()
    link_own_numbers({taro.number: number}, reason="register", actor=who.supervisor, at=AT)
    wage(taro.number, 5_000_000, has_number=True)
    told = told_by(out(who, [taro.number])[1])
    assert number.reveal() not in json.dumps(told)
    assert not [one for one in told["tables"] if one["model"].startswith("vault")]
    assert not rows(told, "assessment.TaxDocument")[0]["has_number"]


def test_the_address_of_a_protected_person_stays_in_the_city(who: People) -> None:
    hidden = person(4, "保護 花子", "ホゴ ハナコ", address=SECRET_PLACE, household_number=99)
    living = person(5, "保護 太郎", "ホゴ タロウ", address=SECRET_PLACE, household_number=99)
    protect(hidden)
    told = told_by(out(who, [hidden.number])[1])
    assert SECRET_PLACE not in json.dumps(told, ensure_ascii=False)
    assert living.number not in {row["number"] for row in rows(told, "addressees.Addressee")}
    (flag,) = rows(told, "addressees.ProtectedPerson")
    assert flag["addressee_id"] == hidden.number


def test_staff_go_as_names_with_neither_password_nor_key(who: People, taro: Addressee) -> None:
    told = told_by(out(who, [taro.number])[1])
    assert [(one["number"], one["closes"]) for one in told["staff"]] == [
        ("1001", False),
        ("2001", True),
    ]
    assert "argon2" not in json.dumps(told)
    assert not [one for one in told["tables"] if one["model"].startswith(("staff", "policy"))]


def test_last_years_return_goes_along_without_reasons(who: People, taro: Addressee) -> None:
    one = begun(who.hall, taro.number, who.clerk, tax_year=2025)
    saved(one, who.clerk, {"insurance_kokuho": 4_321})
    confirmed(one, who.clerk)
    from juminzei.apps.return_desk.services.finish import finish_return  # noqa: PLC0415 - once

    finish_return(return_id=one.pk, actor=who.clerk, at=AT)
    begun(who.hall, taro.number, who.clerk)  # of this year: stays here
    told = told_by(out(who, [taro.number])[1])
    (version,) = rows(told, "return_desk.ReturnVersion")
    assert version["entries"]["values"]["insurance_kokuho"] == 4_321
    assert [row["tax_year"] for row in rows(told, "return_desk.DeskReturn")] == [2025]


def test_a_row_that_needs_one_that_stays_at_home_is_a_mistake_of_ours() -> None:
    table = {"model": "return_desk.VenueDay", "columns": ["id", "venue_id"], "rows": []}
    assert loaded([table], staff_key=1) == {"return_desk.VenueDay": 0}


def test_recipients_of_a_town_are_chosen_by_its_name(who: People) -> None:
    here = person(6, "甲野 一", "コウノ ハジメ", address="加須市騎西一丁目1番")
    there = person(7, "乙野 二", "オツノ ニ", address="加須市大越2番")
    for number in (here.number, there.number):
        one = begun(who.hall, number, who.clerk, tax_year=2025)
        saved(one, who.clerk)
        type(one).objects.filter(pk=one.pk).update(state="done")
    pack = asked(who, [], selection=Selection.RECIPIENTS, town="騎西")
    assert list(pack.persons.values_list("addressee_id", flat=True)) == [here.number]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"selection": Selection.RECIPIENTS, "town": " "}, "市の全員を持ち出すことはできません"),
        ({"selection": Selection.RECIPIENTS, "town": "どこにもない"}, "対象者がいません"),
        ({"numbers": [9_999_999_999]}, "宛名番号にありません"),
        ({"numbers": []}, "対象者がいません"),
        ({"first_day": DAY - timedelta(days=1)}, "この順に入れてください"),
        ({"last_day": DAY - timedelta(days=1)}, "この順に入れてください"),
        ({"due_on": DAY}, "この順に入れてください"),
        ({"due_on": DAY + timedelta(days=61)}, "60 日まで"),
        ({"staff_numbers": ["7777"]}, "申告を受け付けられる職員ではありません"),
        ({"staff_numbers": ["3001"]}, "申告を受け付けられる職員ではありません"),
        ({"staff_numbers": ["1001"]}, "締められる職員"),
    ],
)
def test_a_pack_is_not_asked_for_like_that(
    more: dict[str, Any], says: str, who: People, taro: Addressee
) -> None:
    staff("3001", Role.AUDITOR)
    with pytest.raises(PackRefusedError, match=says):
        asked(who, [taro.number], **more)
    assert not Pack.objects.exists()


def test_sixty_days_and_a_single_day_are_taken(who: People, taro: Addressee) -> None:
    asked(who, [taro.number], due_on=DAY + timedelta(days=60))
    asked(who, [taro.number], last_day=DAY, due_on=DAY)
    assert Pack.objects.count() == 2


def test_more_people_than_a_venue_sees_are_refused(
    who: People, taro: Addressee, hanako: Addressee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("juminzei.apps.venue_packs.selectors.chosen_people.MOST_PEOPLE", 1)
    asked(who, [taro.number])
    with pytest.raises(PackRefusedError, match="上限の 1 人"):
        asked(who, [taro.number, hanako.number])


def test_nobody_approves_their_own_pack(who: People, taro: Addressee) -> None:
    pack = asked(who, [taro.number], actor=who.supervisor)
    with pytest.raises(PackRefusedError, match="別の職員"):
        decide_pack(pack_id=pack.pk, granted=True, reason="", actor=who.supervisor, at=AT)
    with pytest.raises(NotPermittedError):
        decide_pack(pack_id=pack.pk, granted=True, reason="", actor=who.clerk, at=AT)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.COLLECTION_CLERK])
def test_who_may_not_asks_for_none(role: Role, who: People, taro: Addressee) -> None:
    with pytest.raises(NotPermittedError):
        asked(who, [taro.number], actor=staff("3001", role))


def test_a_pack_is_written_once_and_only_when_approved(who: People, taro: Addressee) -> None:
    pack = asked(who, [taro.number])
    write = partial(write_pack, pack_id=pack.pk, passphrase=PASSPHRASE, actor=who.clerk, at=AT)
    with pytest.raises(PackRefusedError, match="状態が変わっています"):
        write()
    decide_pack(pack_id=pack.pk, granted=True, reason="", actor=who.supervisor, at=AT)
    write()
    with pytest.raises(PackRefusedError, match="状態が変わっています"):
        write()
    steps = list(pack.steps.order_by("pk").values_list("state", flat=True))
    assert steps == [PackState.ASKED, PackState.APPROVED, PackState.OUT]
    act = OutgoingRecord.objects.get(action="venue_packs.pack.out")
    assert (act.subject_id, act.details["people"]) == (str(pack.pk), 1)


def test_a_refused_pack_is_never_written(who: People, taro: Addressee) -> None:
    pack = asked(who, [taro.number])
    decide_pack(pack_id=pack.pk, granted=False, reason="多い", actor=who.supervisor, at=AT)
    with pytest.raises(PackRefusedError):
        write_pack(pack_id=pack.pk, passphrase=PASSPHRASE, actor=who.clerk, at=AT)


def test_a_weak_passphrase_writes_nothing(who: People, taro: Addressee) -> None:
    pack = approved(who, [taro.number])
    with pytest.raises(PackRefusedError, match="16 字以上"):
        write_pack(pack_id=pack.pk, passphrase="himitsu", actor=who.clerk, at=AT)
    pack.refresh_from_db()
    assert (pack.state, pack.secret_key) == (PackState.APPROVED, None)


def test_a_pack_is_not_written_after_its_last_day(who: People, taro: Addressee) -> None:
    pack = approved(who, [taro.number])
    last, after = AT + timedelta(days=3), AT + timedelta(days=4)
    with pytest.raises(PackRefusedError, match="返却期限が過ぎています"):
        write_pack(pack_id=pack.pk, passphrase=PASSPHRASE, actor=who.clerk, at=after)
    assert write_pack(pack_id=pack.pk, passphrase=PASSPHRASE, actor=who.clerk, at=last)


@pytest.mark.parametrize(("late", "opens"), [(0, True), (1, False)])
def test_a_pack_opens_through_its_last_day(late: int, *, opens: bool) -> None:
    head = {"municipality": "112101", "expires_on": DAY.isoformat()}
    on = DAY + timedelta(days=late)
    if opens:
        refuse_other(head, municipality="112101", on=on)
        return
    with pytest.raises(PackRefusedError, match="返却期限"):
        refuse_other(head, municipality="112101", on=on)


def test_a_pack_of_another_city_is_refused() -> None:
    head = {"municipality": "131016", "expires_on": DAY.isoformat()}
    with pytest.raises(PackRefusedError, match="131016"):
        refuse_other(head, municipality="112101", on=DAY)


def test_a_lost_pack_tells_who_was_on_it_and_loses_its_key(who: People, taro: Addressee) -> None:
    pack, _ = out(who, [taro.number])
    with pytest.raises(PackRefusedError, match="理由"):
        end_pack(pack_id=pack.pk, lost=True, reason=" ", actor=who.clerk, at=AT)
    end_pack(pack_id=pack.pk, lost=True, reason="車上荒らし", actor=who.clerk, at=AT)
    pack.refresh_from_db()
    assert (pack.state, pack.secret_key) == (PackState.LOST, None)
    assert list(pack.persons.values_list("addressee_id", flat=True)) == [taro.number]
    assert OutgoingRecord.objects.filter(action="venue_packs.pack.lost").count() == 1

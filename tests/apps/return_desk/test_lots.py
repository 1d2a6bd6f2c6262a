"""Finished income tax returns go to the tax office in lots, each once, and what changes after."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.return_desk.models import LotItem, LotState, LotStep
from juminzei.apps.return_desk.selectors.lots import late_lots
from juminzei.apps.return_desk.selectors.told_returns import waiting_for_a_lot
from juminzei.apps.return_desk.services.lot_candidates import lot_candidates
from juminzei.apps.return_desk.services.lots import decide_lot, step_lot
from juminzei.apps.return_desk.services.make_lot import take_lot
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.take_return import cancel_return, reopen_return
from juminzei.apps.return_desk.waiting import waiting
from juminzei.formats.national_return import check_structure, read_return
from juminzei.formats.tax_office_lot import Lot, read_lot
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.documents.exchanges import all_exchanges, all_open_exchanges
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.desk_lots import DAY, Desk, asked_lot, desk, finished, finished_again, granted_lot
from support.desk_rows import begun, venue
from support.made_up_returns import number_of
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.return_desk.models import DeskReturn, TaxOfficeLot
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
LATER = AT + timedelta(days=1)


@pytest.fixture
def who() -> Desk:
    return desk()


def opened(content: bytes) -> Lot:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return read_lot({name: archive.read(name) for name in archive.namelist()})


def taken(who: Desk, lot: TaxOfficeLot) -> bytes:
    return take_lot(lot_id=lot.pk, actor=who.clerk, at=AT)


def stepped(who: Desk, lot: TaxOfficeLot, state: LotState, note: str = "") -> None:
    step_lot(lot_id=lot.pk, state=state, note=note, actor=who.clerk, at=AT)


def changed(who: Desk, one: DeskReturn) -> None:
    """Open a return again and finish it anew."""
    reopen_return(return_id=one.pk, reason="控除の追加", actor=who.supervisor, at=AT)
    finished_again(who, one)


def test_a_lot_is_asked_for_granted_by_another_made_sent_and_confirmed(who: Desk) -> None:
    one, other = finished(who, 1), finished(who, 2)
    lot = asked_lot(who)
    with pytest.raises(DeskRefusedError, match="状態が変わっています"):
        taken(who, lot)
    decide_lot(lot_id=lot.pk, granted=True, note="", actor=who.supervisor, at=AT)
    made = opened(taken(who, lot))
    assert [(line.kind, line.number) for line in made.lines] == [
        ("新規", one.pk),
        ("新規", other.pk),
    ]
    for line in made.lines:
        xml = made.files[line.file]
        assert [problem for problem in check_structure(xml) if problem.grave] == []
        assert read_return(xml).income_year == line.income_year == 2025
        assert line.filed_on == DAY
    stepped(who, lot, LotState.SENT)
    stepped(who, lot, LotState.CONFIRMED, "収受印のある控え")
    lot.refresh_from_db()
    assert lot.state == LotState.CONFIRMED
    told = OutgoingRecord.objects.filter(action__startswith="return_desk.lot.").order_by("pk")
    acts = [name.rpartition(".")[2] for name in told.values_list("action", flat=True)]
    assert acts == ["asked", "granted", "made", "sent", "confirmed"]


def test_no_individual_number_is_in_a_lot(who: Desk) -> None:
    finished(who)
    made = opened(taken(who, granted_lot(who)))
    number = number_of().reveal().encode()
    assert all(number not in content for content in made.files.values())


def test_nobody_grants_a_lot_of_their_own_and_nobody_decides_twice(who: Desk) -> None:
    finished(who)
    lot = asked_lot(who._replace(clerk=who.supervisor))

    def granted_by(member: StaffMember) -> None:
        decide_lot(lot_id=lot.pk, granted=True, note="", actor=member, at=AT)

    with pytest.raises(DeskRefusedError, match="申請した職員は決定できません"):
        granted_by(who.supervisor)
    another = staff("2002", Role.TAX_SUPERVISOR)
    granted_by(another)
    with pytest.raises(DeskRefusedError, match="決定を待つ申請がありません"):
        granted_by(another)


def test_only_who_may_asks_decides_and_takes_out(who: Desk) -> None:
    finished(who)
    lot = asked_lot(who)
    with pytest.raises(NotPermittedError):
        decide_lot(lot_id=lot.pk, granted=True, note="", actor=who.clerk, at=AT)
    reader = staff("3001", Role.AUDITOR)
    with pytest.raises(NotPermittedError):
        take_lot(lot_id=lot.pk, actor=reader, at=AT)
    with pytest.raises(NotPermittedError):
        asked_lot(who._replace(clerk=reader))
    with pytest.raises(NotPermittedError):
        step_lot(lot_id=lot.pk, state="withdrawn", note="x", actor=reader, at=AT)


def test_a_return_is_in_one_lot_until_that_is_refused_or_withdrawn(who: Desk) -> None:
    one = finished(who)
    first = asked_lot(who)
    with pytest.raises(DeskRefusedError, match="引き継げる申告がありません"):
        asked_lot(who)
    with pytest.raises(DatabaseError), transaction.atomic():
        LotItem.objects.create(
            lot=first, line=2, kind="corrected", desk_return=one, version=one.versions
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        LotItem.objects.create(lot=first, line=2, kind="new", desk_return=one, version=99)
    with pytest.raises(DeskRefusedError, match="却下する理由"):
        decide_lot(lot_id=first.pk, granted=False, note=" ", actor=who.supervisor, at=AT)
    decide_lot(lot_id=first.pk, granted=False, note="期間違い", actor=who.supervisor, at=AT)
    second = granted_lot(who)
    taken(who, second)
    with pytest.raises(DeskRefusedError, match="取り下げる理由"):
        stepped(who, second, LotState.WITHDRAWN)
    stepped(who, second, LotState.WITHDRAWN, "税務署の求め")
    assert [each.one for each in lot_candidates(DAY, DAY, None, on=DAY).going] == [one]


def test_what_was_sent_is_not_withdrawn_and_what_was_confirmed_not_taken_out(who: Desk) -> None:
    finished(who)
    lot = granted_lot(who)
    with pytest.raises(DeskRefusedError):
        stepped(who, lot, LotState.SENT)
    content = taken(who, lot)
    stepped(who, lot, LotState.SENT)
    with pytest.raises(DeskRefusedError):
        stepped(who, lot, LotState.WITHDRAWN, "x")
    with pytest.raises(DeskRefusedError):
        stepped(who, lot, LotState.SENT)
    assert taken(who, lot) == content
    with pytest.raises(DeskRefusedError, match="収受を確認した方法"):
        stepped(who, lot, LotState.CONFIRMED)
    stepped(who, lot, LotState.CONFIRMED, "電話")
    with pytest.raises(DeskRefusedError):
        taken(who, lot)


def test_taken_out_again_a_day_later_it_is_the_same_bytes_or_nothing(who: Desk) -> None:
    one = finished(who)
    lot = granted_lot(who)
    content = taken(who, lot)
    assert take_lot(lot_id=lot.pk, actor=who.clerk, at=LATER) == content
    assert OutgoingRecord.objects.filter(action="return_desk.lot.taken").count() == 1
    Addressee.objects.filter(pk=one.addressee_id).update(name="山田 改名")
    with pytest.raises(DeskRefusedError, match="市の記録"):
        taken(who, lot)
    assert LotStep.objects.filter(lot=lot, state="made").count() == 1


def test_a_return_changed_since_it_was_asked_for_stops_the_lot(who: Desk) -> None:
    one = finished(who)
    lot = granted_lot(who)
    changed(who, one)
    with pytest.raises(DeskRefusedError, match=f"受付番号 {one.pk} は、引継ぎの申請の後に"):
        taken(who, lot)
    lot.refresh_from_db()
    assert (lot.state, lot.digest) == (LotState.GRANTED, "")
    [(stays, reason)] = lot_candidates(DAY, DAY, None, on=DAY).staying
    assert stays == one
    assert f"未作成の引継ぎ {lot.pk}" in reason


def test_what_changes_is_told_in_the_next_lot_with_the_former_named(who: Desk) -> None:
    one, other = finished(who, 1), finished(who, 2)
    first = granted_lot(who)
    taken(who, first)
    reopen_return(return_id=one.pk, reason="控除の追加", actor=who.supervisor, at=AT)
    [(_, reason)] = lot_candidates(DAY, DAY, None, on=DAY).staying
    assert "受付中か保留に戻っています" in reason
    finished_again(who, one, LATER)
    cancel_return(return_id=other.pk, reason="二重の受付", actor=who.supervisor, at=LATER)
    second = granted_lot(who, LATER)
    made = opened(take_lot(lot_id=second.pk, actor=who.clerk, at=LATER))
    told = [(line.kind, line.number, line.former_lot, line.former_line) for line in made.lines]
    assert told == [("訂正", one.pk, first.pk, 1), ("取消", other.pk, first.pk, 2)]
    assert list(made.files) == ["returns/000001.xml"]
    assert made.lines[0].filed_on == LATER.date()


def test_what_was_told_as_cancelled_is_told_once_and_again_when_it_comes_back(who: Desk) -> None:
    one = finished(who)
    taken(who, granted_lot(who))
    cancel_return(return_id=one.pk, reason="二重の受付", actor=who.supervisor, at=AT)
    second = granted_lot(who)
    taken(who, second)
    assert lot_candidates(DAY, DAY, None, on=DAY).going == []
    reopen_return(return_id=one.pk, reason="誤った取消", actor=who.supervisor, at=AT)
    cancel_return(return_id=one.pk, reason="やはり二重", actor=who.supervisor, at=AT)
    assert lot_candidates(DAY, DAY, None, on=DAY).going == []
    reopen_return(return_id=one.pk, reason="誤った取消", actor=who.supervisor, at=AT)
    finished_again(who, one)
    [back] = lot_candidates(DAY, DAY, None, on=DAY).going
    assert (back.kind, back.former and back.former.lot_id) == ("corrected", second.pk)


def test_what_cannot_go_is_named_with_its_reason(who: Desk) -> None:
    old = finished(who, 1, tax_year=2025)
    found = lot_candidates(DAY, DAY, None, on=DAY)
    assert found.going == []
    assert [(one, "版は登録されていない" in why) for one, why in found.staying] == [(old, True)]


def test_only_finished_national_returns_of_the_days_and_the_venue_go(who: Desk) -> None:
    here = finished(who, 1)
    elsewhere = venue(who.supervisor, "市民プラザ")
    there = finished(who, 2, hall=elsewhere)
    begun(who.hall, person(3, "山田 次郎", "ヤマダ ジロウ").number, who.supervisor)

    def going(*args: object) -> list[DeskReturn]:
        return [each.one for each in lot_candidates(*args, on=DAY).going]  # type: ignore[arg-type]  # told in order

    assert going(DAY, DAY, None) == [here, there]
    assert going(DAY, DAY, elsewhere) == [there]
    assert going(LATER.date(), LATER.date(), None) == []
    assert going(DAY - timedelta(days=1), DAY, who.hall) == [here]


def test_more_than_a_lot_holds_is_refused_not_cut_off(
    who: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished(who, 1)
    monkeypatch.setattr("juminzei.apps.return_desk.services.lot_candidates.MOST", 1)
    assert len(lot_candidates(DAY, DAY, None, on=DAY).going) == 1
    finished(who, 2)
    with pytest.raises(DeskRefusedError, match="1 件まで"):
        lot_candidates(DAY, DAY, None, on=DAY)


def test_the_one_log_has_it_until_the_tax_office_confirms(who: Desk) -> None:
    finished(who)
    lot = granted_lot(who)
    assert list(all_open_exchanges(AT, AT)) == []
    taken(who, lot)
    [told] = all_open_exchanges(AT, AT)
    assert (told.partner, told.count, told.waiting, told.agrees) == ("加須税務署", 1, 1, True)
    assert not told.late(AT + timedelta(days=14), days=1)
    assert told.late(AT + timedelta(days=15), days=99)
    stepped(who, lot, LotState.SENT)
    stepped(who, lot, LotState.CONFIRMED, "電話")
    assert list(all_open_exchanges(AT, AT)) == []
    [told] = all_exchanges(AT, AT)
    assert (told.done, told.waiting) == (1, 0)


def test_home_tells_what_waits_and_what_is_late(who: Desk) -> None:
    finished(who)
    both = ("tax_office.ask", "tax_office.decide")

    def counts(at: object = AT, functions: tuple[str, ...] = both) -> list[int]:
        return [task.count for task in waiting(who.supervisor, functions, at)]  # type: ignore[arg-type]  # a moment

    assert counts() == [0, 0, 0]
    assert counts(LATER) == [0, 1, 0]
    lot = asked_lot(who)
    assert counts(LATER) == [1, 0, 0]
    assert counts(LATER, ()) == []
    decide_lot(lot_id=lot.pk, granted=True, note="", actor=who.supervisor, at=AT)
    assert counts(AT + timedelta(days=14)) == [0, 0, 0]
    assert counts(AT + timedelta(days=15)) == [0, 0, 1]
    assert list(late_lots(lot.due_on)) == []
    assert waiting_for_a_lot(LATER.date()) == 0


def test_the_pages_lead_from_the_question_to_the_file(client: Client) -> None:
    at = now()
    who = desk()
    one = finished(who)
    client.force_login(who.clerk)
    asking = {
        "first": DAY.isoformat(),
        "last": DAY.isoformat(),
        "tax_office": "加須税務署",
        "due_on": (at.date() + timedelta(days=3)).isoformat(),
    }
    shown = client.post(reverse("desk_lot_ask"), asking).content.decode()
    assert f"受付番号 {one.pk}" in shown
    assert not LotItem.objects.exists()
    answer = client.post(reverse("desk_lot_ask"), {**asking, "confirmed": "yes"})
    page = answer["Location"]
    assert "承認待ち" in client.get(page).content.decode()
    refused = client.post(page + "take/")
    assert refused.status_code == 409
    assert client.post(page + "decide/", {"outcome": "grant"}).status_code == 403
    client.force_login(who.supervisor)
    client.post(page + "decide/", {"outcome": "grant"})
    client.force_login(who.clerk)
    file = client.post(page + "take/")
    assert file["Content-Type"] == "application/zip"
    assert [line.number for line in opened(file.content).lines] == [one.pk]
    assert client.post(page + "step/", {"state": "made"}).status_code == 409
    client.post(page + "step/", {"state": "sent"})
    assert "収受の確認待ち" in client.get(reverse("desk_lots")).content.decode()


def test_the_page_says_what_is_wrong_with_the_days(client: Client) -> None:
    who = desk()
    client.force_login(who.clerk)
    assert client.post(reverse("desk_lot_ask"), {}).status_code == 422
    tomorrow = (now().date() + timedelta(days=1)).isoformat()
    asking = {"first": "2026-02-16", "last": tomorrow, "tax_office": "x", "due_on": tomorrow}
    answer = client.post(reverse("desk_lot_ask"), {**asking, "confirmed": "yes"})
    assert answer.status_code == 409
    assert "順になるように" in answer.content.decode()

"""What a venue brought back, merged: once, by two people, and never over what the city knows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.addressees.individual_number import link_own_numbers
from juminzei.apps.addressees.models import Addressee
from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.return_desk.models import DeskReturn, Referral, ReturnState, Ticket
from juminzei.apps.return_desk.services.tickets import draw_ticket
from juminzei.apps.venue_packs.models import BroughtReturn, Outcome, PackState
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.apps.venue_packs.selectors.packs import conflicts, overdue
from juminzei.apps.venue_packs.services import merge_return
from juminzei.apps.venue_packs.services.ask_pack import end_pack
from juminzei.apps.venue_packs.services.bring_back import bring_back
from juminzei.apps.venue_packs.services.merge_return import merge_pack
from juminzei.apps.venue_packs.services.settle_conflict import settle_conflict
from juminzei.apps.venue_packs.services.steps import recorded
from juminzei.apps.venue_packs.waiting import waiting
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.desk_rows import WAGE, begun
from support.document_rows import wage
from support.made_up_returns import number_of
from support.packs import DAY, People, merged, out, people, record, return_file, taken
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from juminzei.apps.venue_packs.models import Pack

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
ENTRIES = {"lists": {"wages": [WAGE]}}


@pytest.fixture
def who() -> People:
    return people()


@pytest.fixture
def taro() -> int:
    return person(1, "山田 太郎", "ヤマダ タロウ").number


@pytest.fixture
def pack(who: People, taro: int) -> Pack:
    return out(who, [taro])[0]


def settled(who: People, *, take: bool, reason: str = "本人に確かめた") -> BroughtReturn:
    one = conflicts().get()
    return settle_conflict(brought_id=one.pk, take=take, reason=reason, actor=who.supervisor, at=AT)


def test_a_finished_return_becomes_a_document_of_the_day_it_was_filed(
    who: People, pack: Pack, taro: int
) -> None:
    later = AT + timedelta(days=3)
    merged(who, pack, return_file(pack, taken(taro, pack, entries=ENTRIES)), later)
    kept = DeskReturn.objects.get()
    document = TaxDocument.objects.get()
    assert (kept.state, kept.finished_on, document.filed_on) == (ReturnState.DONE, DAY, DAY)
    assert [one.saved_by.staff_number for one in kept.history.order_by("version")][:2] == [
        "1001",
        "1001",
    ]
    assert kept.history.order_by("version").first().saved_at == AT  # type: ignore[union-attr]  # it is there


def test_the_same_file_again_changes_nothing(who: People, pack: Pack, taro: int) -> None:
    file = return_file(pack, taken(taro, pack, entries=ENTRIES))
    assert bring_back(pack_id=pack.pk, file=file, actor=who.clerk, at=AT)
    assert not bring_back(pack_id=pack.pk, file=file, actor=who.clerk, at=AT)
    merge_pack(pack_id=pack.pk, actor=who.supervisor, at=AT)
    assert not bring_back(pack_id=pack.pk, file=file, actor=who.clerk, at=AT)
    with pytest.raises(PackRefusedError, match="状態が変わっています"):
        merge_pack(pack_id=pack.pk, actor=who.supervisor, at=AT)
    assert (DeskReturn.objects.count(), TaxDocument.objects.count()) == (1, 1)


def test_another_file_of_a_pack_that_is_back_is_refused(who: People, pack: Pack, taro: int) -> None:
    bring_back(pack_id=pack.pk, file=return_file(pack), actor=who.clerk, at=AT)
    other = return_file(pack, taken(taro, pack))
    with pytest.raises(PackRefusedError, match="状態が変わっています"):
        bring_back(pack_id=pack.pk, file=other, actor=who.clerk, at=AT)


class KilledError(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("at_call", [1, 2, 3])
def test_a_killed_merge_goes_on_where_it_stopped(
    at_call: int, who: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [person(body, f"申告 {body}", "シンコク").number for body in (11, 12, 13)]
    pack, _ = out(who, numbers)
    returns = [
        taken(number, pack, number=900 + place, entries=ENTRIES)
        for place, number in enumerate(numbers)
    ]
    file = return_file(pack, *returns)
    calls, whole = [0], recorded

    def killing(*given: Any, **named: Any) -> None:
        calls[0] += 1
        if calls[0] == at_call:
            raise KilledError
        whole(*given, **named)

    bring_back(pack_id=pack.pk, file=file, actor=who.clerk, at=AT)
    with monkeypatch.context() as patched:
        patched.setattr(merge_return, "recorded", killing)
        with pytest.raises(KilledError):
            merge_pack(pack_id=pack.pk, actor=who.supervisor, at=AT)
    pack.refresh_from_db()
    assert pack.state == PackState.BACK
    assert BroughtReturn.objects.count() == at_call - 1
    merge_pack(pack_id=pack.pk, actor=who.supervisor, at=AT)
    assert sorted(DeskReturn.objects.values_list("addressee_id", flat=True)) == sorted(numbers)
    assert TaxDocument.objects.count() == 3
    assert OutgoingRecord.objects.filter(action="venue_packs.act.appended").count() == 1


def test_who_brought_it_does_not_merge_it(who: People, pack: Pack) -> None:
    file = return_file(pack)
    bring_back(pack_id=pack.pk, file=file, actor=who.supervisor, at=AT)
    with pytest.raises(PackRefusedError, match="別の職員"):
        merge_pack(pack_id=pack.pk, actor=who.supervisor, at=AT)
    with pytest.raises(NotPermittedError):
        merge_pack(pack_id=pack.pk, actor=who.clerk, at=AT)


def moved(number: int) -> None:
    Addressee.objects.filter(pk=number).update(version=1, ceased_on=DAY, ceased_reason="転出")


def reported(number: int) -> None:
    wage(number, 1_234_000)


def filed(number: int) -> None:
    where, clerk = people_of()
    begun(where, number, clerk)


def people_of() -> tuple[Any, Any]:
    from juminzei.apps.return_desk.models import Venue  # noqa: PLC0415 - made by the fixture
    from juminzei.platform.staff.models import StaffMember  # noqa: PLC0415 - the same

    return Venue.objects.get(), StaffMember.objects.get(staff_number="1001")


@pytest.mark.parametrize(
    ("happens", "says"), [(moved, "住民記録"), (reported, "課税資料"), (filed, "窓口の申告")]
)
def test_what_changed_meanwhile_waits_for_a_clerk(
    happens: Callable[[int], None], says: str, who: People, pack: Pack, taro: int
) -> None:
    """Moved away, another document, filed at the city hall: nothing is overwritten."""
    happens(taro)
    before = list(DeskReturn.objects.values_list("pk", "state", "versions"))
    merged(who, pack, return_file(pack, taken(taro, pack, entries=ENTRIES)))
    one = conflicts().get()
    assert [reason for reason in one.reasons if says in reason]
    assert list(DeskReturn.objects.values_list("pk", "state", "versions")) == before
    assert pack.secret_key is not None  # both sides can be shown


def test_what_did_not_change_is_not_asked_about(who: People, pack: Pack, taro: int) -> None:
    person(9, "別人", "ベツジン")
    wage(Addressee.objects.get(name="別人").number, 5)
    merged(who, pack, return_file(pack, taken(taro, pack, entries=ENTRIES)))
    assert not conflicts().exists()


@pytest.mark.parametrize("relative", [True, False])
def test_somebody_whom_nobody_packed_is_never_taken(who: People, *, relative: bool) -> None:
    one = person(21, "甲", "コウ", household_number=5)
    other = person(22, "乙", "オツ", household_number=5 if relative else 6)
    pack, _ = out(who, [one.number])
    merged(who, pack, return_file(pack, taken(other.number, pack)))
    assert conflicts().get().reasons == ["持ち出した人ではない"]
    with pytest.raises(PackRefusedError, match="持ち出した人の申告ではない"):
        settled(who, take=True)
    settled(who, take=False)
    assert not DeskReturn.objects.exists()
    pack.refresh_from_db()
    assert (pack.secret_key, pack.brought) == (None, None)


def test_a_clerk_takes_it_to_the_desk_where_it_is_put_aside(
    who: People, pack: Pack, taro: int
) -> None:
    reported(taro)
    merged(who, pack, return_file(pack, taken(taro, pack, entries=ENTRIES)))
    one = settled(who, take=True)
    kept = DeskReturn.objects.get(pk=one.desk_return or 0)
    assert (one.outcome, kept.state, kept.document) == (Outcome.PUT_ASIDE, "held", None)
    newest = kept.history.order_by("-version")[0]
    assert "課税資料が、持出の後に変わった" in newest.reason
    with pytest.raises(PackRefusedError, match="判断済み"):
        settle_conflict(brought_id=one.pk, take=False, reason="x", actor=who.supervisor, at=AT)


def test_what_is_open_at_the_city_hall_comes_first(who: People, pack: Pack, taro: int) -> None:
    filed(taro)
    merged(who, pack, return_file(pack, taken(taro, pack)))
    with pytest.raises(PackRefusedError, match="先にそちらを終えてください"):
        settled(who, take=True)
    with pytest.raises(PackRefusedError, match="理由"):
        settled(who, take=False, reason=" ")
    assert DeskReturn.objects.count() == 1


def test_who_may_not_decides_nothing(who: People, pack: Pack, taro: int) -> None:
    reported(taro)
    merged(who, pack, return_file(pack, taken(taro, pack)))
    with pytest.raises(NotPermittedError):
        settle_conflict(
            brought_id=conflicts().get().pk, take=False, reason="x", actor=who.clerk, at=AT
        )


def test_what_the_city_refuses_is_put_aside_with_its_reason(
    who: People, pack: Pack, taro: int
) -> None:
    """Finished there with a number that the city's record contradicts."""
    own, other = number_of("34567890123"), number_of("23456789012")
    link_own_numbers({taro: own}, reason="register", actor=who.supervisor, at=AT)
    merged(who, pack, return_file(pack, taken(taro, pack, entries=ENTRIES, read=other)))
    kept = DeskReturn.objects.get()
    assert (BroughtReturn.objects.get().outcome, kept.state) == (Outcome.PUT_ASIDE, "held")
    assert "個人番号が記録と違います" in kept.history.order_by("-version")[0].reason
    assert kept.confirmations.get(what="number").number_outcome == "differs"
    assert not TaxDocument.objects.exists()


def test_a_number_sealed_there_is_compared_here(who: People, pack: Pack, taro: int) -> None:
    own = number_of()
    link_own_numbers({taro: own}, reason="register", actor=who.supervisor, at=AT)
    merged(who, pack, return_file(pack, taken(taro, pack, entries=ENTRIES, read=own)))
    kept = DeskReturn.objects.get()
    assert kept.confirmations.get(what="number").number_outcome == "agrees"
    assert kept.state == ReturnState.DONE


@pytest.mark.parametrize(("state", "becomes"), [("held", "held"), ("cancelled", "cancelled")])
def test_what_was_not_finished_there_is_not_finished_here(
    state: str, becomes: str, who: People, pack: Pack, taro: int
) -> None:
    merged(who, pack, return_file(pack, taken(taro, pack, state=state)))
    assert DeskReturn.objects.get().state == becomes
    assert not TaxDocument.objects.exists()


@pytest.mark.parametrize(("lost", "says"), [(True, "紛失"), (False, "無効")])
def test_a_pack_that_was_lost_or_made_void_never_comes_back(
    who: People, pack: Pack, taro: int, *, lost: bool, says: str
) -> None:
    file = return_file(pack, taken(taro, pack))
    end_pack(pack_id=pack.pk, lost=lost, reason="見つからない", actor=who.clerk, at=AT)
    with pytest.raises(PackRefusedError, match=says):
        bring_back(pack_id=pack.pk, file=file, actor=who.clerk, at=AT)


def test_a_file_of_another_pack_is_not_taken(who: People, pack: Pack, taro: int) -> None:
    other, _ = out(who, [taro])
    with pytest.raises(PackRefusedError):
        bring_back(pack_id=pack.pk, file=return_file(other), actor=who.clerk, at=AT)


def test_a_broken_record_of_acts_keeps_the_file_out(who: People, pack: Pack) -> None:
    rows = record(("a.b.viewed", "c.d.saved"))
    file = return_file(pack, records=rows[1:])
    with pytest.raises(PackRefusedError, match="操作記録"):
        bring_back(pack_id=pack.pk, file=file, actor=who.clerk, at=AT)
    pack.refresh_from_db()
    assert pack.state == PackState.OUT


def test_acts_of_the_venue_stand_under_who_did_them(who: People, pack: Pack) -> None:
    merged(who, pack, return_file(pack, records=record(("a.b.viewed",) * 3)))
    acts = OutgoingRecord.objects.filter(action="venue_packs.act.appended").order_by("pk")
    assert [(one.staff_number, one.details["sequence"]) for one in acts] == [
        ("1001", 1),
        ("1001", 2),
        ("1001", 3),
    ]
    assert acts[0].terminal == f"会場（持出 {pack.pk}）"


def test_staff_whom_the_city_does_not_know_stop_the_merge(who: People, pack: Pack) -> None:
    file = return_file(pack, staff=["1001", "6666"])
    with pytest.raises(PackRefusedError, match="6666"):
        merged(who, pack, file)


def ticket(number: int) -> dict[str, Any]:
    step = {"state": "done", "window": "1", "by": "1001", "at": AT.isoformat()}
    return {
        "day": DAY.isoformat(),
        "number": number,
        "kind": "inhabitant_return",
        "appointment": "10:00:00",
        "drawn_at": AT.isoformat(),
        "steps": [step],
    }


def test_tickets_and_referrals_come_back_and_doubles_are_counted(who: People, pack: Pack) -> None:
    mine = draw_ticket(venue=who.hall, day=DAY, kind="inhabitant_return", actor=who.clerk, at=AT)
    referral = {
        "day": DAY.isoformat(),
        "tax_year": 2026,
        "municipality": "羽生市",
        "ground": "1月1日の住所が市外",
        "by": "1001",
        "at": AT.isoformat(),
    }
    file = return_file(pack, tickets=[ticket(1), ticket(2)], referrals=[referral])
    merged(who, pack, file)
    mine.refresh_from_db()
    assert mine.state == "waiting"
    assert Ticket.objects.get(number=2).state == "done"
    assert Referral.objects.get().municipality == "羽生市"
    act = OutgoingRecord.objects.get(action="venue_packs.pack.merged")
    assert (act.details["tickets"], act.details["doubles"]) == (1, 1)
    assert (
        draw_ticket(
            venue=who.hall, day=DAY, kind="inhabitant_return", actor=who.clerk, at=AT
        ).number
        == 3
    )


@pytest.mark.parametrize(("days", "late"), [(3, 0), (4, 1)])
def test_a_pack_that_is_not_back_by_its_day_is_an_alarm(
    days: int, late: int, who: People, pack: Pack
) -> None:
    at = AT + timedelta(days=days)
    assert overdue(at.date()).count() == late
    tasks = {one.label: one.count for one in waiting(who.clerk, {"packs.ask"}, at)}
    assert tasks == {"返却期限を過ぎた持出": late}
    end_pack(pack_id=pack.pk, lost=True, reason="紛失", actor=who.clerk, at=AT)
    assert not overdue(at.date()).exists()


def test_what_waits_is_told_to_who_may_do_it(who: People, pack: Pack) -> None:
    bring_back(pack_id=pack.pk, file=return_file(pack), actor=who.clerk, at=AT)
    found = {one.label: one.count for one in waiting(who.supervisor, {"packs.decide"}, AT)}
    assert found["持ち帰った申告の取込"] == 1
    other = staff("2002", Role.TAX_SUPERVISOR)
    assert not list(waiting(other, set(), AT))

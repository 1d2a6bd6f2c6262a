"""What visitors type themselves: codes, the blank form, and what a clerk makes of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.forms.visitor_form import visitor_form
from juminzei.apps.return_desk.models import (
    DeskReturn,
    ReturnVersion,
    VisitorDecision,
    VisitorEntry,
    VisitorPass,
)
from juminzei.apps.return_desk.return_form import groups
from juminzei.apps.return_desk.selectors.visitors import waiting_entry
from juminzei.apps.return_desk.services.finish import UNSEEN, finish_return
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import newest_entries
from juminzei.apps.return_desk.services.take_return import cancel_return
from juminzei.apps.return_desk.services.visitors import (
    DIGITS,
    keep_typed,
    open_pass,
    pass_of,
    put_typed_aside,
    take_typed,
)
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.rules import rules
from juminzei.platform.staff.services import NotPermittedError
from support.desk_rows import WAGE, begun, confirmed, saved, venue
from support.made_up_returns import number_of
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

TYPED = Entries(
    values={"insurance_kokuho": 30_000, "life_general_new": 80_000}, lists={"wages": [dict(WAGE)]}
)
MINUTES = timedelta(minutes=rules().visitor_minutes)
CODE, FORM = "/desk/visitor/", "/desk/visitor/form/"


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def one() -> DeskReturn:
    """Return a return in which one box is filled in already."""
    supervisor = staff("2001", Role.TAX_SUPERVISOR)
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2))
    made = begun(venue(supervisor), taro.number, supervisor)
    saved(made, supervisor, {"life_general_new": 10_000})
    made.refresh_from_db()
    return made


def opened(one: DeskReturn, clerk: StaffMember) -> tuple[str, VisitorPass]:
    return open_pass(return_id=one.pk, actor=clerk, at=AT)


def typed(one: DeskReturn, clerk: StaffMember, entries: Entries = TYPED) -> VisitorEntry:
    _, given = opened(one, clerk)
    return keep_typed(pass_id=given.pk, entries=entries, at=AT)


def actions() -> list[str]:
    return list(OutgoingRecord.objects.values_list("action", flat=True))


class TestCode:
    """A code opens one form, once, for a while."""

    def test_only_a_digest_of_it_is_kept(self, one: DeskReturn, clerk: StaffMember) -> None:
        code, given = opened(one, clerk)
        assert len(code) == DIGITS
        assert code.isdigit()
        row = VisitorPass.objects.values().get()
        assert code not in str(row)
        assert code not in str(list(OutgoingRecord.objects.values()))
        assert pass_of(code, at=AT) == given

    def test_it_is_good_until_its_time_and_not_from_then_on(
        self, one: DeskReturn, clerk: StaffMember
    ) -> None:
        code, given = opened(one, clerk)
        last = AT + MINUTES - timedelta(microseconds=1)
        assert pass_of(code, at=last) == given
        assert pass_of(code, at=AT + MINUTES) is None
        with pytest.raises(DeskRefusedError, match="期限"):
            keep_typed(pass_id=given.pk, entries=TYPED, at=AT + MINUTES)
        assert keep_typed(pass_id=given.pk, entries=TYPED, at=last).pk

    def test_the_next_one_voids_it(self, one: DeskReturn, clerk: StaffMember) -> None:
        code, given = opened(one, clerk)
        other, newest = opened(one, clerk)
        assert pass_of(code, at=AT) is None
        with pytest.raises(DeskRefusedError):
            keep_typed(pass_id=given.pk, entries=TYPED, at=AT)
        assert pass_of(other, at=AT) == newest

    def test_what_was_typed_ends_it(self, one: DeskReturn, clerk: StaffMember) -> None:
        code, given = opened(one, clerk)
        keep_typed(pass_id=given.pk, entries=TYPED, at=AT)
        assert pass_of(code, at=AT) is None
        with pytest.raises(DeskRefusedError):
            keep_typed(pass_id=given.pk, entries=TYPED, at=AT)
        assert VisitorEntry.objects.count() == 1

    def test_the_end_of_the_return_ends_it(self, one: DeskReturn, clerk: StaffMember) -> None:
        code, given = opened(one, clerk)
        cancel_return(return_id=one.pk, reason="取下げ", actor=clerk, at=AT)
        assert pass_of(code, at=AT) is None
        with pytest.raises(DeskRefusedError):
            keep_typed(pass_id=given.pk, entries=TYPED, at=AT)
        with pytest.raises(DeskRefusedError):
            opened(one, clerk)

    def test_others_open_nothing_and_are_on_record(
        self, one: DeskReturn, clerk: StaffMember
    ) -> None:
        code, _ = opened(one, clerk)
        wrong = f"{(int(code) + 1) % 10**DIGITS:010d}"
        for text in (wrong, "", "x" * 20, "٣" * DIGITS, code[:-1]):
            assert pass_of(text, at=AT) is None
        assert actions().count("return_desk.visitor.refused") == 5

    def test_who_may_not_take_returns_gives_none_out(self, one: DeskReturn) -> None:
        other = staff("3001", Role.AUDITOR)
        with pytest.raises(NotPermittedError):
            open_pass(return_id=one.pk, actor=other, at=AT)

    def test_none_is_given_out_while_something_waits(
        self, one: DeskReturn, clerk: StaffMember
    ) -> None:
        typed(one, clerk)
        with pytest.raises(DeskRefusedError, match="未確認"):
            opened(one, clerk)


class TestTyped:
    """What was typed changes nothing until a clerk has looked at it."""

    def test_the_return_stays_as_it_was(self, one: DeskReturn, clerk: StaffMember) -> None:
        typed(one, clerk)
        one.refresh_from_db()
        assert one.versions == ReturnVersion.objects.filter(desk_return=one).count()
        assert newest_entries(one).values == {"life_general_new": 10_000}

    def test_only_what_says_nothing_yet_is_filled_and_stays_unconfirmed(
        self, one: DeskReturn, clerk: StaffMember
    ) -> None:
        typed(one, clerk)
        assert take_typed(return_id=one.pk, actor=clerk, at=AT) == 2
        entries = newest_entries(one)
        assert entries.values == {"insurance_kokuho": 30_000, "life_general_new": 10_000}
        assert entries.rows("wages") == [WAGE]
        assert entries.unconfirmed == ["insurance_kokuho", "wages"]
        assert entries.sources == {"insurance_kokuho": "来庁者の入力", "wages.0": "来庁者の入力"}
        with pytest.raises(DeskRefusedError):
            take_typed(return_id=one.pk, actor=clerk, at=AT)
        assert VisitorDecision.objects.get().taken == 2

    def test_what_belongs_to_this_year_is_taken_other_than_from_last_year(
        self, one: DeskReturn, clerk: StaffMember
    ) -> None:
        paid: dict[str, int | str | bool] = {"clinic": "見本病院", "paid": 120_000}
        typed(one, clerk, Entries(lists={"medical": [paid]}))
        take_typed(return_id=one.pk, actor=clerk, at=AT)
        assert newest_entries(one).rows("medical") == [paid]

    def test_where_every_box_says_something_it_can_only_be_put_aside(
        self, one: DeskReturn, clerk: StaffMember
    ) -> None:
        typed(one, clerk, Entries(values={"life_general_new": 5}))
        with pytest.raises(DeskRefusedError, match="取り込める記入がありません"):
            take_typed(return_id=one.pk, actor=clerk, at=AT)
        with pytest.raises(DeskRefusedError, match="理由"):
            put_typed_aside(return_id=one.pk, reason=" ", actor=clerk, at=AT)
        put_typed_aside(return_id=one.pk, reason="本人に確認", actor=clerk, at=AT)
        assert newest_entries(one).values == {"life_general_new": 10_000}
        assert waiting_entry(one) is None
        assert opened(one, clerk)

    def test_nothing_typed_is_not_kept(self, one: DeskReturn, clerk: StaffMember) -> None:
        with pytest.raises(DeskRefusedError, match="何も"):
            typed(one, clerk, Entries())

    def test_a_return_is_not_finished_over_it(self, one: DeskReturn, clerk: StaffMember) -> None:
        confirmed(one, clerk)
        typed(one, clerk)
        with pytest.raises(DeskRefusedError, match=UNSEEN[:15]):
            finish_return(return_id=one.pk, actor=clerk, at=AT)
        put_typed_aside(return_id=one.pk, reason="本人に確認", actor=clerk, at=AT)
        assert finish_return(return_id=one.pk, actor=clerk, at=AT)

    def test_every_step_is_on_record(self, one: DeskReturn, clerk: StaffMember) -> None:
        typed(one, clerk)
        take_typed(return_id=one.pk, actor=clerk, at=AT)
        told = OutgoingRecord.objects.filter(action__startswith="return_desk.visitor")
        assert [
            (row.action.rpartition(".")[2], row.staff_number) for row in told.order_by("pk")
        ] == [
            ("opened", "1001"),
            ("entered", "-"),
            ("taken", "1001"),
        ]


class TestForm:
    """The form holds what visitors have, whatever is posted."""

    def test_its_boxes_are_those_of_their_groups(self) -> None:
        asked = [group for group in groups() if group.for_visitors is not None]
        for group in asked:
            assert {box.name for box in group.boxes}.issuperset(group.for_visitors or ())
            assert group.for_visitors or group.rows
        assert len(asked) == 11

    def test_other_boxes_are_not_read(self) -> None:
        form = visitor_form(
            {
                "insurance_kokuho": "３万",
                "widow": "on",
                "loss_carryforward": "5",
                "prepaid": "7",
                "unconfirmed-widow": "on",
                "relatives-TOTAL_FORMS": "1",
                "relatives-0-name": "山田 一",
                "relatives-0-addressee": "1",
                "lands-TOTAL_FORMS": "1",
                "lands-0-place": "見本市",
            }
        )
        assert not form.is_valid()
        assert [text for _, text in form.problems() if "国民健康保険" in text]
        form = visitor_form({**form.typed, "insurance_kokuho": "30,000円"})
        assert form.is_valid()
        entries = form.entries(Entries())
        assert entries.values == {"insurance_kokuho": 30_000, "widow": True}
        assert not entries.rows("lands")
        assert not entries.unconfirmed
        assert [row.get("addressee") for row in entries.rows("relatives")] == [None]

    def test_an_individual_number_in_words_is_blanked(self) -> None:
        number = number_of().reveal()
        form = visitor_form({"medical-TOTAL_FORMS": "1", "medical-0-clinic": f"病院 {number}"})
        assert form.is_valid()
        assert number not in str(form.entries(Entries()))


def code_from(client: Client, one: DeskReturn) -> str:
    """Have a clerk give out a code; return it as the page shows it."""
    answer = client.post(reverse("desk_return_visitor_pass", args=[one.pk]))
    assert answer.status_code == 200
    return str(answer.context["code"])


class TestPages:
    """The visitor's pages, where nobody is signed in, and the clerk's."""

    def test_a_code_ends_the_session_and_opens_the_blank_form_alone(
        self, client: Client, one: DeskReturn, clerk: StaffMember
    ) -> None:
        client.force_login(clerk)
        code = code_from(client, one)
        assert client.get("/desk/").status_code == 200
        answer = client.post(CODE, {"code": code.replace(" ", "－")})
        assert (answer.status_code, answer["Location"]) == (302, FORM)
        page = client.get(FORM).text
        for known in ("山田", "10,000", "1980", f"{one.addressee_id:010d}", "1001"):
            assert known not in page
        assert "国民健康保険" in page
        for address in ("/desk/", "/", f"/desk/returns/{one.pk}/", "/search/"):
            answer = client.get(address)
            assert answer.status_code == 302
            assert answer["Location"].startswith("/sign-in/")

    def test_what_is_typed_is_kept_once_and_the_browser_forgets(
        self, client: Client, one: DeskReturn, clerk: StaffMember
    ) -> None:
        client.force_login(clerk)
        code = code_from(client, one)
        client.post(CODE, {"code": code})
        added = client.post(FORM, {"insurance_kokuho": "30000", "add": "wages"}).text
        assert "30,000" in added
        assert 'name="wages-1-payer"' in added
        wrong = client.post(FORM, {"insurance_kokuho": "x", "done": "yes"})
        assert wrong.status_code == 422
        assert client.post(FORM, {"done": "yes"}).status_code == 409
        assert client.post(FORM, {"insurance_kokuho": "30000"}).status_code == 200
        assert VisitorEntry.objects.count() == 0
        ended = client.post(FORM, {"insurance_kokuho": "30000", "done": "yes"})
        assert "職員をお呼びください" in ended.text
        assert VisitorEntry.objects.get().entries["values"] == {"insurance_kokuho": 30_000}
        assert client.get(FORM)["Location"] == CODE
        assert client.post(CODE, {"code": code}).status_code == 422

    def test_who_leaves_leaves_nothing(
        self, client: Client, one: DeskReturn, clerk: StaffMember
    ) -> None:
        client.force_login(clerk)
        client.post(CODE, {"code": code_from(client, one)})
        left = client.post(FORM, {"insurance_kokuho": "30000", "leave": "yes"})
        assert "残していません" in left.text
        assert client.get(FORM)["Location"] == CODE
        assert VisitorEntry.objects.count() == 0

    def test_a_form_whose_code_is_void_says_so_and_ends(
        self, client: Client, one: DeskReturn, clerk: StaffMember
    ) -> None:
        client.force_login(clerk)
        client.post(CODE, {"code": code_from(client, one)})
        opened(one, clerk)
        late = client.post(FORM, {"insurance_kokuho": "30000", "done": "yes"})
        assert late.status_code == 409
        assert "30,000" not in late.text
        assert client.get(FORM)["Location"] == CODE

    def test_a_clerk_sees_every_line_before_taking_it(
        self, client: Client, one: DeskReturn, clerk: StaffMember
    ) -> None:
        client.force_login(clerk)
        address = reverse("desk_return_visitor", args=[one.pk])
        assert "来庁者の入力はありません" in client.get(address).text
        typed(one, clerk)
        assert "未確認の入力があります" in client.get(reverse("desk_return", args=[one.pk])).text
        shown = client.get(address).text
        told = (
            "30,000 円",
            "80,000 円",
            "10,000 円",
            "すでに記入があります",
            "株式会社甲",
            "取り込む<",
        )
        for words in told:
            assert words in shown
        assert client.post(address, {"step": "put_aside", "reason": ""}).status_code == 409
        assert client.post(address, {"step": "take"}).status_code == 302
        assert newest_entries(one).values["insurance_kokuho"] == 30_000
        again = client.get(address).text
        assert "2 件を取り込み" in again
        assert client.post(address, {"step": "take"}).status_code == 409
        assert actions().count("return_desk.visitor.viewed") == 5

    def test_what_was_put_aside_says_why(
        self, client: Client, one: DeskReturn, clerk: StaffMember
    ) -> None:
        client.force_login(clerk)
        typed(one, clerk)
        address = reverse("desk_return_visitor", args=[one.pk])
        answer = client.post(address, {"step": "put_aside", "reason": "本人に確認した"})
        assert answer.status_code == 302
        assert "取り込まない（本人に確認した）" in client.get(address).text
        assert code_from(client, one)

"""Last year's return taken over, and a medical notice read into the rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from juminzei.apps.return_desk.entries import Entries, Row
from juminzei.apps.return_desk.models import DeskReturn, ReturnState
from juminzei.apps.return_desk.offered_lines import last_year, offered_lines, taken_over
from juminzei.apps.return_desk.services.saved_state import newest_entries
from juminzei.apps.return_desk.services.take_return import cancel_return
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.staff.policy import Role
from support.desk_rows import WAGE, begun, saved, venue
from support.medical_notices import notice
from support.page_rows import person, staff

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

CHILD: Row = {"relationship": "child", "name": "山田 一", "birth_on": "2010-05-06", "income": 5}
LOAN: Row = {"moved_in_on": "2020-05-01", "house": "general", "balance": 9, "price": 5}
LAST = Entries(
    values={
        "insurance_kokuho": 30_000,
        "life_general_new": 80_000,
        "casualty_net_loss": 5,
        "loss_carryforward": 6,
        "listed_choice": True,
        "no_longer": 7,
    },
    lists={
        "relatives": [CHILD],
        "housing_loans": [LOAN],
        "medical": [{"clinic": "病院", "paid": 5}],
        "wages": [dict(WAGE)],
    },
)
OFFER = last_year(LAST, "前年")
KEPT = Entries(values={"life_general_new": 10_000}, lists={"wages": [{**WAGE, "revenue": 1}]})


def test_only_what_says_nothing_yet_is_taken_over_and_stays_unconfirmed() -> None:
    found = taken_over(OFFER, KEPT, 2026)
    assert found.values == {"insurance_kokuho": 30_000, "life_general_new": 10_000}
    assert found.rows("wages") == KEPT.rows("wages")
    assert found.rows("relatives") == [{k: v for k, v in CHILD.items() if k != "income"}]
    assert found.rows("housing_loans") == [{k: v for k, v in LOAN.items() if k != "balance"}]
    assert found.rows("medical") == []
    assert sorted(found.unconfirmed) == ["housing_loans", "insurance_kokuho", "relatives"]
    assert set(found.sources) == {"insurance_kokuho", "relatives.0", "housing_loans.0"}
    assert KEPT.values == {"life_general_new": 10_000}


def test_every_line_says_what_becomes_of_it() -> None:
    told = {line.label: (line.taken, line.why_not) for line in offered_lines(OFFER, KEPT, 2026)}
    assert told["国民健康保険税（料）"] == (True, "")
    assert told["新生命保険料"] == (False, "すでに記入があります")
    assert told["純損失の繰越"] == (False, "その年だけの額です")
    assert told["医療費の明細 1行目"] == (False, "その年だけの明細です")
    assert [
        line.taken for line in offered_lines(OFFER, Entries(), 2026) if "給与" in line.label
    ] == [True]
    shown = {line.label: (line.offered, line.now) for line in offered_lines(OFFER, KEPT, 2026)}
    assert shown["新生命保険料"] == ("80,000 円", "10,000 円")
    assert "平成22年5月6日" in shown["親族 1行目"][0]


def test_lines_and_what_is_taken_are_the_same_number() -> None:
    found = taken_over(OFFER, KEPT, 2026)
    assert len(found.sources) == sum(line.taken for line in offered_lines(OFFER, KEPT, 2026))


@pytest.fixture
def supervisor() -> StaffMember:
    return staff("2001", Role.TAX_SUPERVISOR)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(staff("1001"))
    return client


@pytest.fixture
def this_year(supervisor: StaffMember) -> DeskReturn:
    """Return a return of somebody whose return of the year before is finished."""
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2))
    hall = venue(supervisor)
    before = begun(hall, taro.number, supervisor, tax_year=2025)
    saved(before, supervisor, dict(LAST.values), relatives=[CHILD])
    DeskReturn.objects.update(state=ReturnState.DONE)
    one = begun(hall, taro.number, supervisor)
    saved(one, supervisor, {"life_general_new": 10_000})
    return one


@pytest.mark.django_db(databases=["default", "vault", "audit"])
class TestPages:
    """The pages, by a clerk of the desk."""

    def test_last_year_is_shown_whole_before_it_is_taken_over(
        self, desk: Client, this_year: DeskReturn
    ) -> None:
        address = reverse("desk_return_last_year", args=[this_year.pk])
        shown = desk.get(address).content.decode()
        for words in ("国民健康保険税", "30,000 円", "すでに記入があります", "その年だけの額です"):
            assert words in shown
        assert newest_entries(this_year).values == {"life_general_new": 10_000}
        assert desk.post(address).status_code == 302
        entries = newest_entries(this_year)
        assert entries.values["insurance_kokuho"] == 30_000
        assert entries.sources["insurance_kokuho"] == "前年の申告（令和7年度）"
        assert desk.post(address).status_code == 409
        actions = list(OutgoingRecord.objects.values_list("action", flat=True))
        assert actions.count("return_desk.last_year.viewed") == 2

    def test_without_a_return_of_last_year_there_is_nothing_to_take(
        self, desk: Client, supervisor: StaffMember
    ) -> None:
        taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2))
        one = begun(venue(supervisor), taro.number, supervisor)
        address = reverse("desk_return_last_year", args=[one.pk])
        assert "前年の窓口の申告はありません" in desk.get(address).content.decode()
        assert desk.post(address).status_code == 409

    def test_a_notice_becomes_a_row_for_each_clinic_once(
        self, desk: Client, this_year: DeskReturn
    ) -> None:
        text = notice(("2025年1月", "見本病院", "1,000"), ("2025年2月", "見本病院", "500"))
        answer = self.sent(desk, this_year, text.encode("utf-8-sig"))
        assert answer == 302
        entries = newest_entries(this_year)
        assert entries.rows("medical") == [
            {"patient": "山田 太郎", "clinic": "見本病院", "paid": 1_500}
        ]
        assert entries.unconfirmed == ["medical"]
        assert "医療費通知のファイル" in entries.sources["medical.0"]
        assert self.sent(desk, this_year, text.encode("utf-8-sig")) == 409
        assert len(newest_entries(this_year).rows("medical")) == 1
        assert self.sent(desk, this_year, text.replace("500", "600").encode("cp932")) == 302
        assert len(newest_entries(this_year).rows("medical")) == 2

    @pytest.mark.parametrize(
        "content",
        [
            notice(("2024年1月", "見本病院", "1,000")).encode(),
            notice(*(("2025年1月", f"病院{n}", "1") for n in range(40))).encode(),
            b"\x89PNG\r\n\x1a\n",
            "氏名,金額\n".encode(),
            b"",
        ],
        ids=["another year", "too many clinics", "a picture", "another file", "empty"],
    )
    def test_what_is_no_notice_of_the_year_is_refused_and_nothing_is_kept(
        self, desk: Client, this_year: DeskReturn, content: bytes
    ) -> None:
        this_year.refresh_from_db()
        versions = this_year.versions
        assert self.sent(desk, this_year, content) in {409, 422}
        this_year.refresh_from_db()
        assert this_year.versions == versions
        assert newest_entries(this_year).rows("medical") == []

    def test_a_return_that_is_not_open_takes_nothing_over(
        self, desk: Client, this_year: DeskReturn, supervisor: StaffMember
    ) -> None:
        cancel_return(return_id=this_year.pk, reason="取下げ", actor=supervisor, at=now())
        text = notice(("2025年1月", "見本病院", "1,000"))
        assert self.sent(desk, this_year, text.encode()) == 409
        assert desk.post(reverse("desk_return_last_year", args=[this_year.pk])).status_code == 409

    @staticmethod
    def sent(desk: Client, one: DeskReturn, content: bytes) -> int:
        file = SimpleUploadedFile("notice.csv", content)
        address = reverse("desk_return_notice", args=[one.pk])
        return desk.post(address, {"notice": file}).status_code

"""Printing a run's notices: what is in which file, in which order, noted where."""

from __future__ import annotations

import fcntl
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.addressees.models import Addressee, AddresseeVersion
from juminzei.apps.assessment.models import (
    AssessmentRun,
    Instalment,
    Notice,
    NoticeFile,
    NoticeKind,
    RunState,
)
from juminzei.apps.assessment.services.print_notices import (
    LOCK,
    PrintRefusedError,
    PrintReport,
    print_notices,
)
from juminzei.apps.assessment.services.print_notices_orders import confirmation_key
from juminzei.base.numbers import addressee_number
from juminzei.notices.codes import gs1_128
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.notice_rows import assessed_last_year, withheld
from support.page_rows import AT, person, protect, staff
from support.printed_pages import codes, pictures, texts
from support.tax_rows import frozen_list, listed, run, version

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from juminzei.apps.assessment.models import TaxableList
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@dataclass
class Office:
    """A clerk who prints a run into a folder."""

    clerk: StaffMember
    run: AssessmentRun
    taxable: TaxableList
    folder: Path

    def prints(
        self, kind: NoticeKind = NoticeKind.ORDINARY, page_limit: int = 1_000
    ) -> PrintReport:
        return print_notices(
            tax_year=2026,
            kind=kind,
            ordinance="kazo",
            folder=self.folder,
            actor=self.clerk,
            clock=lambda: AT,
            page_limit=page_limit,
        )

    def taxes(self, body: int, name: str = "山田　太郎", **columns: str) -> Addressee:
        """Let somebody owe the tax on a business, to be paid by slips."""
        made = person(body, name, "ヤマダ　タロウ", date(1980, 4, 1), **columns)
        listed(self.taxable, made)
        version(self.run, made, age=45, income_business=2_000_000)
        return made

    def manifest(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text())
        return content


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A fixed run without anybody in it yet."""
    clerk = staff("1001", Role.TAX_SUPERVISOR)
    return Office(clerk, run(clerk, RunState.FIXED), frozen_list(clerk), tmp_path / "out")


def test_slips_carry_what_the_ledger_asks_for(office: Office) -> None:
    owner = office.taxes(1)
    office.prints()
    _front, back = pictures((office.folder / "ordinary-0001.pdf").read_bytes())
    read = [gs1_128.decode(digits) for digits in codes(back)["shop"]]
    ledger = Instalment.objects.filter(version__addressee=owner).order_by("term")
    assert [(code.amount, code.due_on) for code in read] == [
        *ledger.values_list("amount", "due_on")
    ]
    assert len(read) == 4


def test_the_front_shows_the_computation_of_the_stored_inputs(office: Office) -> None:
    """2,000,000 - 430,000 = 1,570,000; x 6 % = 94,200, less 1,500; + 3,000 + 1,000 + 1,000."""
    office.taxes(1)
    office.prints()
    front = texts((office.folder / "ordinary-0001.pdf").read_bytes())[0]
    for text in (
        *("事業所得2,000,000", "基礎控除430,000", "1,570,000円"),
        *("94,200▲1,500", "62,800▲1,000", "所得割額92,70061,800"),
        *("年税額（市民税＋県民税＋森林環境税）159,500円", "1月1日の住所加須市三俣二丁目1番地1"),
    ):
        assert text in front, text


def test_letters_are_in_the_order_of_postcode_and_address(office: Office) -> None:
    office.taxes(1, postcode="3491101", address="加須市旗井1番地")
    office.taxes(2, postcode="3470055", address="加須市中央二丁目1番地")
    office.taxes(3, postcode="", address="加須市あ")
    office.taxes(4, postcode="3470055", address="加須市中央一丁目1番地")
    office.prints()
    printed = Notice.objects.order_by("first_page").values_list("number", "first_page")
    bodies = [(int(number) // 10, page) for number, page in printed]
    assert bodies == [(4, 1), (2, 3), (1, 5), (3, 7)]


def test_files_end_at_the_limit_and_are_noted(office: Office) -> None:
    for body in range(1, 4):
        office.taxes(body)
    report = office.prints(page_limit=5)
    assert [(file.name, file.pages) for file in report.files] == [
        ("ordinary-0001.pdf", 4),
        ("ordinary-0002.pdf", 2),
    ]
    noted = NoticeFile.objects.order_by("number").values_list("name", "pages", "amount", "digest")
    assert list(noted) == [(f.name, f.pages, f.amount, f.digest) for f in report.files]
    assert sum(file.amount for file in report.files) == 3 * 159_500


def test_every_file_is_an_act_of_the_clerk(office: Office) -> None:
    office.taxes(1)
    office.prints()
    record = OutgoingRecord.objects.get(action="assessment.notice_file.printed")
    assert record.staff_number == "1001"
    assert record.details["notices"] == 1
    assert "山田" not in json.dumps(record.details, ensure_ascii=False)


def test_printing_again_draws_and_notes_nothing(office: Office) -> None:
    office.taxes(1)
    office.prints()
    before = {path.name: path.read_bytes() for path in office.folder.iterdir()}
    noted = list(NoticeFile.objects.values_list("pk", flat=True))
    report = office.prints()
    assert not any(file.drawn for file in report.files)
    assert {path.name: path.read_bytes() for path in office.folder.iterdir()} == before
    assert list(NoticeFile.objects.values_list("pk", flat=True)) == noted


@pytest.mark.parametrize("lost", ["file", "note"])
def test_after_an_interruption_only_what_is_missing_is_made(office: Office, lost: str) -> None:
    for body in range(1, 4):
        office.taxes(body)
    office.prints(page_limit=2)
    whole = {path.name: path.read_bytes() for path in office.folder.iterdir()}
    if lost == "file":
        (office.folder / "ordinary-0002.pdf").rename(office.folder / "ordinary-0002.pdf.part")
    else:
        NoticeFile.objects.get(number=2).delete()
    report = office.prints(page_limit=2)
    assert [file.drawn for file in report.files] == [False, True, False]
    assert {path.name: path.read_bytes() for path in office.folder.iterdir()} == whole
    assert Notice.objects.count() == 3


def test_a_fixed_run_replaces_its_draft(office: Office) -> None:
    AssessmentRun.objects.filter(pk=office.run.pk).update(state=RunState.REVIEWED)
    office.taxes(1)
    office.prints()
    assert "見本・未確定" in texts((office.folder / "ordinary-0001.pdf").read_bytes())[0]
    assert NoticeFile.objects.get().draft
    AssessmentRun.objects.filter(pk=office.run.pk).update(state=RunState.FIXED)
    office.prints()
    assert "見本・未確定" not in texts((office.folder / "ordinary-0001.pdf").read_bytes())[0]
    assert not NoticeFile.objects.get().draft


def test_a_shorter_printing_leaves_nothing_of_a_longer_one(office: Office) -> None:
    for body in range(1, 4):
        office.taxes(body)
    office.prints(page_limit=2)
    office.prints(page_limit=1_000)
    assert {path.name for path in office.folder.glob("*.pdf")} == {"ordinary-0001.pdf"}
    assert NoticeFile.objects.count() == 1


def test_protected_persons_are_in_a_file_of_their_own(office: Office) -> None:
    office.taxes(1)
    hidden = office.taxes(2, postcode="3470001", address="加須市大越1番地")
    protect(hidden)
    report = office.prints()
    assert [file.name for file in report.files] == [
        "ordinary-0001.pdf",
        "ordinary-0002-by-hand.pdf",
    ]
    front = texts((office.folder / "ordinary-0002-by-hand.pdf").read_bytes())[0]
    assert "加須市大越1番地" in front
    assert "支援措置対象者" not in front
    flagged = office.manifest()["files"]
    assert [file["by_hand"] for file in flagged] == [False, True]
    assert flagged[1]["look_at"][0]["reasons"] == ["支援措置対象者"]


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        pytest.param({"name": "한　太郎"}, "U+D55C（〓で印字）", id="a sign without a glyph"),
        pytest.param({"name": "葛\U000e01ef城"}, "標準の字形で印字", id="a form without a glyph"),
        pytest.param({"ceased_reason": "死亡"}, "死亡", id="died"),
        pytest.param({"ceased_reason": "国外転出"}, "国外転出", id="moved abroad"),
    ],
)
def test_what_a_person_must_look_at_is_not_among_the_rest(
    office: Office, columns: dict[str, str], reason: str
) -> None:
    office.taxes(1, **columns)
    (file,) = office.prints().files
    assert file.by_hand
    assert reason in file.placed[0].by_hand[0]


def test_who_moved_away_is_written_to_at_the_new_address(office: Office) -> None:
    gone = office.taxes(1, postcode="3470055", ceased_reason="国内転出")
    AddresseeVersion.objects.create(
        addressee=gone,
        version=1,
        true_from=AT.date(),
        recorded_at=AT,
        reason="国内転出",
        name=gone.name,
        kana=gone.kana,
        birth_text="",
        sex="1",
        household_number=1,
        relationship="02",
        municipality="112101",
        address=gone.address,
        moved_to="東京都見本区見本一丁目2番3号",
    )
    Addressee.objects.filter(pk=gone.pk).update(version=1)
    office.prints()
    front = texts((office.folder / "ordinary-0001.pdf").read_bytes())[0]
    assert "東京都見本区見本一丁目2番3号" in front
    assert "〒347-0055" not in front


def test_a_ledger_that_the_law_does_not_lead_to_is_left_out_and_named(office: Office) -> None:
    owner = person(1, "山田　太郎", "ヤマダ")
    listed(office.taxable, owner)
    made = version(office.run, owner, age=45, income_business=2_000_000)
    Instalment.objects.create(
        version=made, kind="ordinary", term=5, month="2027-03", amount=1, due_on=AT.date()
    )
    report = office.prints()
    assert [refused.number for file in report.files for refused in file.refused] == [
        f"{owner.number:010d}"
    ]
    assert not NoticeFile.objects.exists()
    (named,) = office.manifest()["refused"]
    assert "各期の税額が合いません" in named["reason"]


def test_last_years_fixed_tax_is_compared(office: Office) -> None:
    assessed_last_year(office.clerk, office.taxes(1), total=150_000)
    office.prints()
    front = texts((office.folder / "ordinary-0001.pdf").read_bytes())[0]
    assert "前年度の年税額150,000円増減＋9,500円" in front  # 159,500 - 150,000


def test_a_collector_gets_one_packet_with_all_its_employees(office: Office) -> None:
    for body in (1, 2):
        withheld(office.run, person(body, f"社員　{body}", "シャイン"), office.taxable)
    other = person(3, "他社　員", "タシャ")
    withheld(office.run, other, office.taxable, collector="0099999", payer="他の会社")
    (file,) = office.prints(NoticeKind.SPECIAL).files
    pages = texts((office.folder / file.name).read_bytes())
    assert [(p.number, p.first_page, p.is_list) for p in file.placed] == [
        ("0012345", 1, True),
        (f"{number(1):010d}", 2, False),
        (f"{number(2):010d}", 2, False),
        ("0099999", 3, True),
        (f"{number(3):010d}", 4, False),
    ]
    assert "2人" in pages[0]
    assert "社員1様" in pages[1]
    assert "他の会社御中" in pages[2]


def test_what_employers_withhold_sums_to_the_ledger(office: Office) -> None:
    made = withheld(office.run, person(1, "社員　一", "シャイン"), office.taxable)
    (file,) = office.prints(NoticeKind.SPECIAL).files
    assert file.amount == made.special_amount
    noted = Notice.objects.get(version=made)
    assert (noted.number, noted.first_page) == (f"{number(1):010d}", 2)
    assert Notice.objects.get(version=None).number == "0012345"


def test_an_employer_does_not_learn_a_protected_persons_address(office: Office) -> None:
    hidden = person(1, "社員　一", "シャイン", address="加須市大越1番地")
    protect(hidden)
    withheld(office.run, hidden, office.taxable)
    withheld(office.run, person(2, "社員　二", "シャイン"), office.taxable)
    (file,) = office.prints(NoticeKind.SPECIAL).files
    pages = texts((office.folder / file.name).read_bytes())
    assert file.by_hand
    assert not any("大越" in page for page in pages)
    assert "（記載を省略しています）" in pages[1]
    assert "三俣二丁目" in pages[1]  # the other employee's


def test_both_forms_together_ask_for_the_whole_tax(office: Office) -> None:
    office.taxes(1)
    made = withheld(office.run, person(2, "社員　二", "シャイン"), office.taxable)
    (slips,) = office.prints().files
    (packets,) = office.prints(NoticeKind.SPECIAL).files
    assert slips.amount + packets.amount == 159_500 + made.total
    assert NoticeFile.objects.count() == 2


def test_there_must_be_a_calculated_run(office: Office) -> None:
    AssessmentRun.objects.filter(pk=office.run.pk).update(state=RunState.CALCULATING)
    with pytest.raises(PrintRefusedError, match="まだ計算されていません"):
        office.prints()
    assert not office.folder.exists()


def test_a_run_of_another_law_is_not_printed(office: Office) -> None:
    AssessmentRun.objects.filter(pk=office.run.pk).update(law_digest="0" * 64)
    with pytest.raises(PrintRefusedError, match="違う版の法令"):
        office.prints()


def test_a_clerk_without_the_function_prints_nothing(office: Office) -> None:
    office.taxes(1)
    stranger = replace(office, clerk=staff("2001", Role.PRIVACY_OFFICER))
    with pytest.raises(NotPermittedError):
        stranger.prints()
    assert not NoticeFile.objects.exists()


def test_two_printings_do_not_share_a_folder(office: Office) -> None:
    office.taxes(1)
    office.folder.mkdir()
    with (office.folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(PrintRefusedError, match="別の印刷"):
            office.prints()
    assert not NoticeFile.objects.exists()
    office.prints()
    assert NoticeFile.objects.count() == 1


def test_a_day_of_issue_on_a_closed_day_is_the_next_open_day(office: Office) -> None:
    """10 June 2026 is a Wednesday, 10 May 2026 a Sunday."""
    office.taxes(1)
    office.prints()
    assert office.manifest()["issued_on"] == "2026-06-10"
    withheld(office.run, person(2, "社員　二", "シャイン"), office.taxable)
    office.prints(NoticeKind.SPECIAL)
    assert office.manifest()["issued_on"] == "2026-05-11"


def test_confirmation_numbers_depend_on_the_installation(settings: Settings) -> None:
    ours = confirmation_key()
    settings.SECRET_KEY = "another"
    assert confirmation_key() != ours


def number(body: int) -> int:
    return addressee_number.number(body)

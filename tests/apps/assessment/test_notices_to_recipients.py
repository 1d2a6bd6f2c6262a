"""Notices go to whoever receives the person's letters, and to nobody where sending is stopped."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.assessment.models import Notice, NoticeKind, RunState
from juminzei.apps.assessment.services.print_notices import PrintReport, print_notices
from juminzei.apps.correspondence.models import Kind
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.letters import arrange
from support.notice_rows import withheld
from support.page_rows import AT, person, protect, staff
from support.printed_pages import texts
from support.tax_rows import frozen_list, listed, run, version

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.apps.addressees.models import Addressee
    from juminzei.apps.assessment.models import AssessmentRun, TaxableList
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@dataclass
class Office:
    """A clerk who prints a run into a folder."""

    clerk: StaffMember
    run: AssessmentRun
    taxable: TaxableList
    folder: Path

    def prints(self, kind: NoticeKind = NoticeKind.ORDINARY) -> PrintReport:
        return print_notices(
            tax_year=2026,
            kind=kind,
            ordinance="kazo",
            folder=self.folder,
            actor=self.clerk,
            clock=lambda: AT,
        )

    def pages(self, kind: NoticeKind = NoticeKind.ORDINARY) -> list[str]:
        files = [file for file in self.prints(kind).files if file.pages]
        return [page for file in files for page in texts((self.folder / file.name).read_bytes())]

    def taxes(self, body: int, name: str = "山田　太郎", **columns: str) -> Addressee:
        made = person(body, name, "ヤマダ　タロウ", date(1980, 4, 1), **columns)
        listed(self.taxable, made)
        version(self.run, made, age=45, income_business=2_000_000)
        return made

    def manifest(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text())
        return content


@pytest.fixture
def office(tmp_path: Path) -> Office:
    clerk = staff("1001", Role.TAX_SUPERVISOR)
    return Office(clerk, run(clerk, RunState.FIXED), frozen_list(clerk), tmp_path / "out")


@pytest.fixture
def agent() -> Addressee:
    """Somebody in another city, who owes nothing here."""
    return person(
        50, "佐藤　次郎", "サトウ ジロウ", postcode="3300001", address="さいたま市見本1番"
    )


def test_an_agent_receives_notice_and_slips_which_name_the_taxpayer(
    office: Office, agent: Addressee
) -> None:
    arrange(office.taxes(1), office.clerk, Kind.TAX_AGENT, connected=agent.number)
    front, slips = office.pages()
    assert "〒330-0001" in front
    assert "さいたま市見本1番" in front
    assert "山田太郎納税管理人佐藤次郎様" in front
    assert "佐藤" not in slips
    assert "山田太郎" in slips


def test_a_letter_goes_to_the_sending_address_of_the_day_of_issue(office: Office) -> None:
    """Printed on 1 June for 10 June."""
    moving, later = office.taxes(1), office.taxes(2)
    arrange(moving, office.clerk, valid_from=date(2026, 6, 10), care_of="鈴木")
    arrange(later, office.clerk, valid_from=date(2026, 6, 11))
    fronts = office.pages()[::2]
    assert sorted("見本区" in front for front in fronts) == [False, True]
    assert any("東京都見本区一丁目1番1号鈴木様方" in front for front in fronts)


def test_a_pensioners_letter_goes_where_letters_of_that_tax_go(office: Office) -> None:
    aged = person(1, "山田　太郎", "ヤマダ タロウ", date(1955, 5, 5))
    listed(office.taxable, aged)
    made = version(office.run, aged, age=70, income_business=2_000_000)
    arrange(aged, office.clerk, tax="pension", address="年金の送付先")
    assert made.ordinary_amount
    assert "年金の送付先" not in office.pages()[0]  # there are slips to pay by


def test_a_stopped_notice_is_not_printed_and_is_listed_with_its_reason(office: Office) -> None:
    sent, stopped = office.taxes(1), office.taxes(2)
    arrange(stopped, office.clerk, Kind.SENDING_STOP, cause="undeliverable")
    report = office.prints()
    number = f"{stopped.number:010d}"
    assert [(one.number, one.reason) for one in report.not_printed] == [
        (number, "発送停止：返戻があり所在が不明")
    ]
    assert office.manifest()["not_printed"] == [
        {"number": number, "reason": "発送停止：返戻があり所在が不明"}
    ]
    assert [one.number for one in Notice.objects.all()] == [f"{sent.number:010d}"]
    record = OutgoingRecord.objects.get(action="assessment.notices.not_printed")
    assert record.details == {"kind": "ordinary", "numbers": [number]}


def test_everybody_is_printed_or_listed(office: Office) -> None:
    people = [office.taxes(body) for body in range(1, 6)]
    for one in people[::2]:
        arrange(one, office.clerk, Kind.SENDING_STOP)
    report = office.prints()
    printed = {placed.number for file in report.files for placed in file.placed}
    left_out = {one.number for one in report.not_printed}
    assert printed | left_out == {f"{one.number:010d}" for one in people}
    assert not printed & left_out


def test_a_run_of_stopped_notices_only_leaves_an_empty_folder_and_the_list(
    office: Office,
) -> None:
    arrange(office.taxes(1), office.clerk, Kind.SENDING_STOP)
    assert not office.pages()
    assert len(office.manifest()["not_printed"]) == 1


def test_a_protected_persons_agent_does_not_learn_the_address(
    office: Office, agent: Addressee
) -> None:
    hidden = office.taxes(1, postcode="3470001", address="加須市大越1番地")
    protect(hidden)
    arrange(hidden, office.clerk, Kind.TAX_AGENT, connected=agent.number)
    pages = office.pages()
    assert not any("大越" in page or "347-0001" in page for page in pages)
    assert "さいたま市見本1番" in pages[0]
    assert "1月1日の住所（記載を省略しています）" in pages[0]
    assert office.manifest()["files"][0]["look_at"][0]["reasons"] == ["支援措置対象者"]


def test_an_agents_protection_counts_too(office: Office, agent: Addressee) -> None:
    protect(agent)
    arrange(office.taxes(1), office.clerk, Kind.TAX_AGENT, connected=agent.number)
    (file,) = office.prints().files
    assert file.by_hand


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (Kind.HEIR_REPRESENTATIVE, []),
        (Kind.SENDING_ADDRESS, ["死亡（送付先を確認）"]),
    ],
)
def test_heirs_receive_the_notice_of_the_dead(
    kind: Kind, reason: list[str], office: Office, agent: Addressee
) -> None:
    gone = office.taxes(1, ceased_reason="死亡")
    heir = agent.number if kind == Kind.HEIR_REPRESENTATIVE else None
    arrange(gone, office.clerk, kind, connected=heir)
    (file,) = office.prints().files
    assert list(file.placed[0].by_hand) == reason


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (Kind.SENDING_STOP, "本人への発送停止：送付先を確認中"),
        (Kind.ADULT_GUARDIAN, "本人への送付：成年後見人が受け取ります"),
    ],
)
def test_an_employers_packet_is_looked_at_where_something_was_arranged(
    kind: Kind, reason: str, office: Office, agent: Addressee
) -> None:
    """The employer has to know what to withhold: the packet is printed all the same."""
    worker = person(1, "社員　一", "シャイン")
    withheld(office.run, worker, office.taxable)
    guardian = agent.number if kind == Kind.ADULT_GUARDIAN else None
    arrange(worker, office.clerk, kind, connected=guardian)
    report = office.prints(NoticeKind.SPECIAL)
    assert not report.not_printed
    assert report.files[0].placed[0].by_hand == (reason,)


def test_a_workers_sending_address_is_no_matter_of_the_employer(office: Office) -> None:
    worker = person(1, "社員　一", "シャイン")
    withheld(office.run, worker, office.taxable)
    arrange(worker, office.clerk)
    (file,) = office.prints(NoticeKind.SPECIAL).files
    assert not file.by_hand
    pages = texts((office.folder / file.name).read_bytes())
    assert not any("見本区" in page for page in pages)

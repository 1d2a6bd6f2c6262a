"""A pack written in the city, opened at a venue, worked with, closed, and merged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.addressees.individual_number import link_own_numbers
from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.return_desk.models import DayClose, DeskReturn, Ticket
from juminzei.apps.venue_packs.models import BroughtReturn, Outcome, PackState
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from support.made_up_returns import number_of
from support.packs import PASSPHRASE, merged, out, people
from support.page_rows import person

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
AT_THE_VENUE = """
import sys
from juminzei.cli.command import with_django
with_django()
from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.models import Venue
from juminzei.apps.return_desk.services import confirm, finish, take_return, tickets, close_day
from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.platform.clock import now
from juminzei.platform.staff.models import StaffMember
clerk = StaffMember.objects.get(staff_number="1001")
head = StaffMember.objects.get(staff_number="2001")
hall, at = Venue.objects.get(), now()
ticket = tickets.draw_ticket(
    venue=hall, day=at.date(), kind="inhabitant_return", actor=clerk, at=at)
for state in ("called", "served", "done"):
    tickets.move_ticket(ticket_id=ticket.pk, state=state, actor=clerk, at=at)
one = take_return.begin_return(
    addressee=int(sys.argv[1]), tax_year=2026, kind="inhabitant_return", venue=hall,
    ticket=ticket, actor=clerk, at=at)
wage = {"payer": "甲", "revenue": 5_000_000, "withheld": 109_500, "social_insurance": 700_000}
take_return.save_return(
    return_id=one.pk, entries=Entries(lists={"wages": [wage]}), actor=clerk, at=at)
confirm.confirm(
    return_id=one.pk, what="identity", means="passport", actor=clerk, at=at)
kept = confirm.confirm(
    return_id=one.pk, what="number", means="number_card",
    number=IndividualNumber(sys.stdin.read().strip()), actor=clerk, at=at)
assert kept.number_outcome == "sealed"
finish.finish_return(return_id=one.pk, actor=clerk, at=at)
close_day.close_day(venue_day_id=one.venue_day_id, note="", actor=head, at=at)
"""


def python(folder: Path, *arguments: str, said: str = "") -> str:
    """Run Python in a venue's own folder."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("JUMINZEI_", "DJANGO_"))}
    ended = subprocess.run(
        [sys.executable, *arguments],
        env={**clean, "JUMINZEI_DATA": str(folder)},
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_a_return_taken_without_a_link_becomes_a_document_of_the_city(tmp_path: Path) -> None:
    """SH-16: everything the desk took at the venue is in the city afterwards, once."""
    at = now()
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2)).number
    who, number = people(at), number_of()
    link_own_numbers({taro: number}, reason="register", actor=who.supervisor, at=at)
    pack, file = out(who, [taro], at)

    packed, venue = tmp_path / "pack.jmzpack", tmp_path / "venue"
    packed.write_bytes(file)
    (tmp_path / "words").write_text(PASSPHRASE, encoding="utf-8")
    words = ("--passphrase-file", str(tmp_path / "words"), "--json")
    cli = ("-m", "juminzei.cli", "venue")
    opened = json.loads(python(venue, *cli, "open", str(packed), "--data", str(venue), *words))
    assert (opened["people"], sorted(opened["passwords"])) == (1, ["1001", "2001"])

    python(venue, "-c", AT_THE_VENUE, str(taro), said=number.reveal())
    digits = number.reveal().encode()
    assert all(digits not in one.read_bytes() for one in venue.rglob("*") if one.is_file())

    back = tmp_path / "return.jmz"
    closed = json.loads(python(venue, *cli, "close", str(back), "--data", str(venue), "--json"))
    assert (closed["returns"], closed["tickets"]) == (1, 1)
    assert not venue.exists()
    assert digits not in back.read_bytes()

    merged(who, pack, back.read_bytes(), at)
    (kept,) = DeskReturn.objects.all()
    assert (kept.addressee_id, kept.state, kept.started_by) == (taro, "done", who.clerk)
    outcomes = list(kept.confirmations.order_by("pk").values_list("number_outcome", flat=True))
    assert outcomes == ["", "agrees"]
    document = TaxDocument.objects.get(pk=kept.document or 0)
    assert (document.addressee_id, document.filed_on) == (taro, at.date())
    assert Ticket.objects.get().state == "done"
    assert DayClose.objects.get().closed_by == who.supervisor
    assert BroughtReturn.objects.get().outcome == Outcome.TAKEN
    assert (pack.state, pack.secret_key, pack.brought) == (PackState.MERGED, None, None)
    acts = OutgoingRecord.objects.filter(action="venue_packs.act.appended")
    about = acts.filter(subject_id=f"{taro:010d}", staff_number="1001")
    assert "return_desk.return.finished" in {one.details["act"] for one in about}
    assert acts.count() == closed["records"]

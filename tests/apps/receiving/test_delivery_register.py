"""The delivery register: how it came, from whom, and two people for media."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from juminzei.apps.receiving.models import Delivery, DeliveryStep, Step
from juminzei.apps.receiving.selectors.deliveries import deliveries, unconfirmed
from juminzei.apps.receiving.services.enter_file import enter_file
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.register_delivery import (
    DeliveryEntry,
    close_delivery,
    confirm_delivery,
    return_medium,
)
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.lines_receiver import lines
from support.page_rows import AT, staff
from support.receiving_rows import delivery, entered, medium, taken

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = [
    pytest.mark.django_db(databases=["default", "audit"]),
    pytest.mark.usefixtures("receivers"),
]


def confirm(one: Delivery, actor: StaffMember, *, confirmed: bool = True) -> None:
    confirm_delivery(one.pk, confirmed=confirmed, actor=actor, at=AT)


def test_neither_mail_nor_flash_memory_can_be_chosen() -> None:
    """R-2.3.6, R-2.3.7: the channels are these, and no others."""
    assert set(Channel.values) == {
        "paper", "medium", "internal", "network", "eltax", "national_tax", "desk",
    }  # fmt: skip
    assert "フラッシュメモリを除く" in Channel.MEDIUM.label


def test_a_delivery_without_a_way_or_a_source_cannot_be_made() -> None:
    """R-2.3.1, R-2.3.6: no receipt without channel and source."""
    with pytest.raises(TypeError, match="source"):
        DeliveryEntry(channel=Channel.PAPER)  # type: ignore[call-arg]  # what the test is about
    with pytest.raises(ValueError, match="email"):
        Channel("email")
    assert not Delivery.objects.exists()


def test_an_entry_says_how_it_came_and_stays_as_it_was(clerk: StaffMember) -> None:
    one = delivery(clerk, source=Source.MUNICIPALITY, sender="羽生市", claimed_files=2)
    assert (one.channel, one.source, one.sender) == ("eltax", "municipality", "羽生市")
    record = OutgoingRecord.objects.get(action="receiving.delivery.registered")
    assert (record.subject_id, record.details) == (
        str(one.pk),
        {"channel": "eltax", "source": "municipality"},
    )
    assert "羽生" not in str(record.details)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Delivery.objects.update(bearer="だれか")


@pytest.mark.parametrize("missing", ["medium", "bearer"])
def test_a_medium_has_a_number_and_somebody_who_brought_it(
    clerk: StaffMember, missing: str
) -> None:
    """R-2.3.6: the medium register holds number and bearer."""
    with pytest.raises(ReceivingRefusedError, match="媒体番号と持込者"):
        medium(clerk, **{missing: " "})
    assert not Delivery.objects.exists()


def test_nothing_of_a_medium_is_read_before_a_second_person_confirmed(
    clerk: StaffMember, supervisor: StaffMember, tmp_path: Path
) -> None:
    """R-2.3.6: two people for media, before anything of it is read."""
    one = medium(clerk)
    path = tmp_path / "a.csv"  # is not there: whoever tried to read it would fail otherwise
    with pytest.raises(ReceivingRefusedError, match="別の人が確認"):
        enter_file(one, path, name="a.csv", actor=clerk, at=AT)
    with pytest.raises(ReceivingRefusedError, match="受領した人は"):
        confirm(one, clerk)
    assert list(unconfirmed()) == [one]
    confirm(one, supervisor)
    assert not unconfirmed().exists()
    path.write_bytes(lines("1"))
    assert enter_file(one, path, name="a.csv", actor=clerk, at=AT).state == "received"
    with pytest.raises(ReceivingRefusedError, match="済んでいます"):
        confirm(one, supervisor)


def test_a_medium_turned_down_is_never_read(
    clerk: StaffMember, supervisor: StaffMember, tmp_path: Path
) -> None:
    one = medium(clerk)
    confirm(one, supervisor, confirmed=False)
    with pytest.raises(ReceivingRefusedError, match="終わっています"):
        enter_file(one, tmp_path / "a.csv", name="a.csv", actor=clerk, at=AT)
    assert not unconfirmed().exists()


def test_what_came_otherwise_needs_no_second_person(
    clerk: StaffMember, supervisor: StaffMember
) -> None:
    with pytest.raises(ReceivingRefusedError, match="要りません"):
        confirm(delivery(clerk), supervisor)


def test_a_delivery_is_closed_when_everything_found_its_place(
    clerk: StaffMember, tmp_path: Path
) -> None:
    file = entered(clerk, lines("1"), tmp_path)
    with pytest.raises(ReceivingRefusedError, match="1 件"):
        close_delivery(file.delivery_id, actor=clerk, at=AT)
    done = taken(clerk, lines("1", "2"), tmp_path, claimed_files=1)
    close_delivery(done.delivery_id, actor=clerk, at=AT)
    with pytest.raises(ReceivingRefusedError, match="終わっています"):
        close_delivery(done.delivery_id, actor=clerk, at=AT)
    listed = deliveries().get(pk=done.delivery_id)
    assert (listed.file_count, listed.open_count, listed.row_count) == (1, 0, 2)
    assert listed.closed


def test_fewer_files_than_claimed_need_a_reason(clerk: StaffMember, tmp_path: Path) -> None:
    done = taken(clerk, lines("1"), tmp_path, claimed_files=2)
    with pytest.raises(ReceivingRefusedError, match="申告は 2 ファイル、受け取ったのは 1"):
        close_delivery(done.delivery_id, actor=clerk, at=AT)
    close_delivery(done.delivery_id, note="一枚は白紙だった", actor=clerk, at=AT)
    assert DeliveryStep.objects.get(step=Step.CLOSED).note == "一枚は白紙だった"


def test_a_medium_goes_back_once(clerk: StaffMember) -> None:
    one = medium(clerk)
    return_medium(one.pk, note="持込者に返した", actor=clerk, at=AT)
    with pytest.raises(ReceivingRefusedError, match="済んでいます"):
        return_medium(one.pk, actor=clerk, at=AT)
    with pytest.raises(ReceivingRefusedError, match="媒体がありません"):
        return_medium(delivery(clerk).pk, actor=clerk, at=AT)
    acts = OutgoingRecord.objects.filter(action="receiving.delivery.returned")
    assert acts.count() == 1


def test_only_those_who_may_receive() -> None:
    other = staff("3001", Role.COLLECTION_CLERK)
    with pytest.raises(NotPermittedError):
        delivery(other)
    one = medium(staff("1001"))
    with pytest.raises(NotPermittedError):
        confirm(one, other)
    with pytest.raises(NotPermittedError):
        return_medium(one.pk, actor=other, at=AT)

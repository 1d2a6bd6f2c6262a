"""KR-06: returns that belong elsewhere go on, with a trail, and another city takes them in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from juminzei.apps.assessment.api import (
    DocumentState,
    ReturnFigures,
    StatedRelative,
    TaxDocument,
)
from juminzei.apps.images.api import ImageGoneError, page_content
from juminzei.apps.national_returns.models import (
    EntryPass,
    Forwarding,
    ForwardingStep,
    ReturnDelivery,
    StagedReturn,
    StagedState,
)
from juminzei.apps.national_returns.services.enter_from_image import enter_from_image
from juminzei.apps.national_returns.services.forward_returns import (
    decide_forwarding,
    send_forwardings,
)
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.services.take_delivery import take_delivery
from juminzei.formats.national_delivery import read_delivery
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.vault.models import SealedNumber
from support.made_up_returns import a_return, index_row, number_of, xml_of
from support.national_rows import identified, image_only, taken, with_data
from support.page_rows import AT, person, staff
from support.receiving_rows import taken as delivered

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from juminzei.formats.national_return_record import Value
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

HERE, THERE = "112101", "112160"


@pytest.fixture
def clerk() -> StaffMember:
    """Who forwards."""
    return staff("1001")


def forwarded(staged: StagedReturn, actor: StaffMember, where: str = THERE) -> Forwarding:
    return decide_forwarding(
        staged_id=staged.pk, municipality=where, reason="1月1日は羽生市", actor=actor, at=AT
    )


def test_deciding_ends_the_document_and_sets_a_day(clerk: StaffMember) -> None:
    """R-3.2.5: at once, with a day by which it is done."""
    (staged,) = taken([with_data()], clerk)
    decided = forwarded(staged, clerk)
    staged.refresh_from_db()
    assert staged.state == StagedState.OUTSIDE
    assert decided.due_on == AT.date() + timedelta(days=14)
    assert TaxDocument.objects.get().state == DocumentState.CANCELLED
    with pytest.raises(ReturnsRefusedError, match="状態"):
        forwarded(staged, clerk)


@pytest.mark.parametrize("where", ["112161", HERE, "abc", ""])
def test_a_municipality_that_is_none_or_our_own_is_refused(clerk: StaffMember, where: str) -> None:
    (staged,) = taken([with_data()], clerk)
    with pytest.raises(ReturnsRefusedError, match="市区町村コード"):
        forwarded(staged, clerk, where)
    assert TaxDocument.objects.get().state == DocumentState.ACTIVE


def test_sending_writes_a_delivery_and_leaves_no_copy(clerk: StaffMember, tmp_path: Path) -> None:
    """R-3.2.5, T-B04: after sending our copy is gone; the trail stays."""
    first, second = taken(
        [with_data(1, number=number_of(), reference="A"), image_only(2, reference="B")], clerk
    )
    images = second.image_set_id
    for one in (first, second):
        forwarded(one, clerk)
    sent = send_forwardings(municipality=THERE, folder=tmp_path / "out", actor=clerk, at=AT)
    read = read_delivery(tmp_path / "out")
    assert (read.manifest.kind, read.manifest.sender) == ("forwarded", HERE)
    assert [row.name for row in read.rows] == ["山田　太郎", "山田　太郎"]
    assert len(read.images_of(2)) == 2
    for one in StagedReturn.objects.all():
        assert one.state == StagedState.FORWARDED
        assert (one.name, one.kana, one.address, one.content) == ("", "", "", {})
        assert one.birth_on is None
    assert images is not None
    with pytest.raises(ImageGoneError):
        page_content(images, 1)
    trail = ForwardingStep.objects.filter(forwarding__staged=first).order_by("pk")
    assert [step.act for step in trail] == ["decided", "sent", "erased"]
    assert trail[1].delivery_id == sent.delivery_id
    with pytest.raises(ReturnsRefusedError, match="ありません"):
        send_forwardings(municipality=THERE, folder=tmp_path / "again", actor=clerk, at=AT)


def test_documents_of_a_return_that_was_sent_on_say_nothing_any_more(
    clerk: StaffMember, tmp_path: Path
) -> None:
    """R-3.2.5: figures, relatives, numbers, entries and name go; that a document came stays."""
    relatives: dict[str, list[dict[str, Value]]] = {
        "ABY00150": [{"ABY00160": "山田　一郎", "ABY00170": number_of("34567890123")}]
    }
    xml = xml_of(a_return({"ABB00080": 5_000_000}, relatives))
    whole, entered = taken(
        [(index_row(1, number=number_of(), reference="A"), xml, []), image_only(2, reference="B")],
        clerk,
    )
    assert SealedNumber.objects.count() == 2
    enter_from_image(staged_id=entered.pk, values={"ABB00080": 5}, actor=clerk, at=AT)
    for one in (whole, entered):
        forwarded(one, clerk)
    with transaction.atomic():
        send_forwardings(municipality=THERE, folder=tmp_path / "out", actor=clerk, at=AT)
    assert not ReturnFigures.objects.exists()
    assert not StatedRelative.objects.exists()
    assert not EntryPass.objects.exists()
    documents = TaxDocument.objects.values_list("name", "kana", "address", "has_number", "state")
    assert set(documents) == {("（回送により消去）", "", "", False, DocumentState.CANCELLED)}
    assert not StagedReturn.objects.filter(has_number=True).exists()


@pytest.mark.django_db(transaction=True, databases=["default", "vault", "audit"])
def test_numbers_leave_the_vault_with_a_forwarded_return(
    clerk: StaffMember, tmp_path: Path
) -> None:
    """R-3.2.5: once the sending is committed; the number of whoever stays stays."""
    gone, stays = taken(
        [
            with_data(1, number=number_of(), reference="A"),
            with_data(2, number=number_of("34567890123"), reference="B"),
        ],
        clerk,
    )
    forwarded(gone, clerk)
    send_forwardings(municipality=THERE, folder=tmp_path / "out", actor=clerk, at=AT)
    sealed = SealedNumber.objects.values_list("subject_id", flat=True)
    assert list(sealed) == [stays.document_id]


def test_a_completed_return_leaves_neither_of_its_documents(
    clerk: StaffMember, tmp_path: Path
) -> None:
    """The document before the entry and the complete one are the same return's."""
    (staged,) = taken([image_only(1)], clerk)
    identified(staged, person(1, "山田　太郎", "ヤマダ　タロウ"))
    for member in (clerk, staff("1002")):
        enter_from_image(staged_id=staged.pk, values={"ABB00080": 5}, actor=member, at=AT)
    forwarded(staged, clerk)
    send_forwardings(municipality=THERE, folder=tmp_path / "out", actor=clerk, at=AT)
    assert TaxDocument.objects.count() == 2
    assert not ReturnFigures.objects.exists()
    assert not TaxDocument.objects.exclude(addressee=None).exists()


def test_what_another_city_forwards_brings_its_number_to_the_vault(clerk: StaffMember) -> None:
    """R-2.3.4: matching finds the person by the number, as with any delivery."""
    row = with_data(number=number_of(), reference="A")
    (staged,) = taken([row], clerk, kind="forwarded", sender=THERE, reason="1月1日は加須市")
    document = TaxDocument.objects.get()
    assert (document.has_number, document.source) == (True, Source.MUNICIPALITY)
    sealed = SealedNumber.objects.get()
    assert (sealed.subject_id, sealed.field) == (document.pk, "recipient")
    assert staged.has_number


def test_no_number_goes_with_a_forwarded_return(clerk: StaffMember, tmp_path: Path) -> None:
    (staged,) = taken([with_data(number=number_of())], clerk)
    forwarded(staged, clerk)
    send_forwardings(municipality=THERE, folder=tmp_path / "out", actor=clerk, at=AT)
    content = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*.*"))
    assert number_of().reveal().encode() not in content


def test_another_city_takes_in_what_was_sent(
    clerk: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R-2.3.4: round trip with a second tenant as peer."""
    (staged,) = taken([with_data(amount=4_321_000, reference="A")], clerk)
    forwarded(staged, clerk)
    send_forwardings(municipality=THERE, folder=tmp_path / "out", actor=clerk, at=AT)
    other = settings.CONFIGURATION.model_copy(update={"municipality": THERE})
    monkeypatch.setattr(settings, "CONFIGURATION", other)
    found = take_delivery(tmp_path / "out", channel=Channel.ELTAX, actor=clerk, at=AT)
    assert found.counts["taken"] == 1
    entry = ReturnDelivery.objects.get(kind="forwarded")
    assert (entry.sender, entry.reason) == (HERE, "1月1日は羽生市")
    document = TaxDocument.objects.get(state=DocumentState.ACTIVE)
    assert document.source == Source.MUNICIPALITY
    assert document.figures.columns["revenue_employment"] == 4_321_000
    again = take_delivery(tmp_path / "out", channel=Channel.ELTAX, actor=clerk, at=AT)
    assert again.known


def test_the_archive_that_the_page_hands_out_is_taken_in_by_the_register(
    client: Client, clerk: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R-2.3.4, KR-06: the ZIP of one city is one delivery of the other, once."""
    (staged,) = taken([image_only(1, reference="A")], clerk)
    forwarded(staged, clerk)
    client.force_login(clerk)
    answer = client.post(reverse("national_forwarding_send"), {"municipality": THERE})
    other = settings.CONFIGURATION.model_copy(update={"municipality": THERE})
    monkeypatch.setattr(settings, "CONFIGURATION", other)
    way = {"source": Source.MUNICIPALITY, "sender": HERE}
    file = delivered(clerk, answer.content, tmp_path, "F.zip", **way)
    assert (file.state, file.received_rows, file.accepted) == ("taken", 1, 1), file.reason
    assert ReturnDelivery.objects.get(kind="forwarded").sender == HERE
    again = delivered(clerk, answer.content, tmp_path, "again.zip", **way)
    assert (again.state, again.accepted, again.duplicates) == ("taken", 0, 1)
    assert StagedReturn.objects.filter(delivery__kind="forwarded").count() == 1

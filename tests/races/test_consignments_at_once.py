"""Several members make up, approve and send the same consignment at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections

from juminzei.apps.exchange.models import ConsignedDocument, Consignment, ConsignmentStep, Step, Way
from juminzei.apps.exchange.services.carry import decide_medium, list_medium
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.apps.exchange.services.take_step import take_step
from juminzei.platform.audit.outbox.models import OutgoingRecord
from support.exchange_rows import forwarded, prepared, stepped
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault", "audit"], transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
AT_ONCE = 4


def raced(act: Callable[[int], object]) -> int:
    """Do ``act`` in several connections at the same moment; return how often it was done."""
    gate = Barrier(AT_ONCE)

    def one(place: int) -> int:
        gate.wait()
        try:
            act(place)
        except ExchangeRefusedError:
            return 0
        finally:
            connections.close_all()
        return 1

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return sum(threads.map(one, range(AT_ONCE)))


@pytest.fixture
def clerks() -> list[StaffMember]:
    return [staff(f"20{place:02d}") for place in range(AT_ONCE)]


def test_documents_go_into_one_lot_however_many_make_it_up(clerks: list[StaffMember]) -> None:
    forwarded(clerks[0], 1, 2)
    assert raced(lambda place: prepared(clerks[place])) == 1
    assert Consignment.objects.count() == 1
    assert ConsignedDocument.objects.filter(live=True).count() == 2


@pytest.mark.parametrize("step", [Step.APPROVED, Step.SENT, Step.RECEIVED])
def test_a_lot_is_approved_sent_and_received_once(step: Step, clerks: list[StaffMember]) -> None:
    maker, first = staff("1001"), clerks[0]
    forwarded(maker, 1)
    before = {
        Step.APPROVED: (),
        Step.SENT: (Step.APPROVED,),
        Step.RECEIVED: (Step.APPROVED, Step.SENT),
    }
    lot = stepped(prepared(maker), *((done, first) for done in before[step]))

    def take(place: int) -> object:
        return take_step(lot.pk, step, way=Way.POST, actor=clerks[place], at=AT)

    assert raced(take) == 1
    assert ConsignmentStep.objects.filter(step=step).count() == 1
    acts = OutgoingRecord.objects.filter(action=f"exchange.consignment.{step.value}")
    assert acts.count() == 1


def test_a_lot_is_approved_or_turned_down_and_never_sent_after(clerks: list[StaffMember]) -> None:
    maker = staff("1001")
    forwarded(maker, 1)
    lot = stepped(prepared(maker), (Step.APPROVED, clerks[0]))

    def either(place: int) -> object:
        step = Step.SENT if place % 2 else Step.TURNED_DOWN
        return take_step(lot.pk, step, way=Way.POST, note="x", actor=clerks[place], at=AT)

    assert raced(either) == 1
    done = set(lot.steps.values_list("step", flat=True))
    assert len(done & {Step.SENT, Step.TURNED_DOWN}) == 1


def test_a_medium_is_decided_about_once(clerks: list[StaffMember], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"1\n")
    words = {"label": "CD-1", "partner": "県", "purpose": "x"}
    out = list_medium(tmp_path, **words, actor=staff("1001"), at=AT)

    def decide(place: int) -> object:
        approved = place % 2 == 0
        return decide_medium(out.pk, approved=approved, note="x", actor=clerks[place], at=AT)

    assert raced(decide) == 1
    assert out.steps.count() == 1

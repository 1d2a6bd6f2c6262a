"""Clerks decide on registrations at the same moment: numbers differ, nobody is entered twice."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections

from juminzei.apps.addressees.models import (
    Addressee,
    NumberReservation,
    RegistrationDecision,
    RegistrationProposal,
)
from juminzei.apps.addressees.services.decide_registration import decide_registration
from juminzei.apps.addressees.services.registration_facts import RegistrationRefusedError
from support.page_rows import AT, staff
from support.registrations import facts, proposed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from juminzei.platform.staff.models import StaffMember

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault", "audit"], transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
ROUNDS = 8
SURNAMES = "赤青黄緑紫白黒茶橙藍灰銀金銅鉄錫"


def together(act: Callable[[int], int | None]) -> list[int | None]:
    """Return what ``act`` returns at two places that begin at the same moment."""
    gate = Barrier(2)

    def begin(place: int) -> int | None:
        gate.wait()
        try:
            return act(place)
        except RegistrationRefusedError:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(begin, range(2)))


def somebody(serial: int, actor: StaffMember) -> int:
    """Return a proposal of somebody like nobody else."""
    kana = chr(ord("ア") + serial * 2) * 4
    what = facts(
        name=SURNAMES[serial] * 3,
        kana=kana,
        birth_on=date(1950 + serial, 1, 1),
        address=f"埼玉県熊谷市宮町{serial + 1}番地",
    )
    return proposed(actor, what).pk


def agree(proposal_id: int, actor: StaffMember) -> int:
    decision = decide_registration(proposal_id=proposal_id, agreed=True, actor=actor, at=AT)
    assert decision.version is not None
    return decision.version.addressee_id


def agree_at(proposals: Sequence[int], deciders: Sequence[StaffMember], place: int) -> int:
    return agree(proposals[place], deciders[place])


def propose_at(proposer: StaffMember, token: uuid.UUID, place: int) -> int:
    del place
    return proposed(proposer, facts(), token=token).pk


def test_two_proposals_decided_at_once_get_different_numbers() -> None:
    proposer, deciders = staff("1001"), [staff("1002"), staff("1003")]
    given: list[int | None] = []
    for turn in range(ROUNDS):
        pair = [somebody(2 * turn + place, proposer) for place in range(2)]
        given += together(partial(agree_at, pair, deciders))
    assert None not in given
    assert len(set(given)) == 2 * ROUNDS == Addressee.objects.count()
    assert NumberReservation.objects.count() == 2 * ROUNDS


def test_one_proposal_decided_by_two_at_once_is_one_addressee() -> None:
    proposer, deciders = staff("1001"), [staff("1002"), staff("1003")]
    for turn in range(ROUNDS):
        waiting = somebody(turn, proposer)
        given = together(partial(agree_at, [waiting, waiting], deciders))
        assert given.count(None) == 1
    assert Addressee.objects.count() == RegistrationDecision.objects.count() == ROUNDS


def test_one_form_sent_twice_at_once_is_one_proposal() -> None:
    proposer = staff("1001")
    for _ in range(ROUNDS):
        token = uuid.uuid4()
        first, second = together(partial(propose_at, proposer, token))
        assert first == second
    assert RegistrationProposal.objects.count() == ROUNDS

"""Two merges that share a number, and merges while others write under the numbers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event
from time import sleep
from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections

from juminzei.apps.addressees.api import survivor, survivors
from juminzei.apps.addressees.models import Addressee
from juminzei.apps.assessment.models import TaxablePerson, TaxDocument
from juminzei.apps.assessment.services import freeze_taxable as freezing
from juminzei.apps.assessment.services import matching_writing
from juminzei.apps.assessment.services.freeze_taxable import freeze_taxable
from juminzei.apps.assessment.services.matching import match
from juminzei.apps.assessment.services.matching_clusters import about_changed
from juminzei.apps.merging.api import in_force
from juminzei.apps.merging.models import MergeProposal
from juminzei.apps.merging.services.refusals import MergingRefusedError
from support.document_rows import wage
from support.merging_rows import (
    asker,
    decided,
    decider,
    nonregistered,
    proposed,
    resident,
)
from support.moments import START
from support.register_rows import enter, number, register_applied
from support.register_rows import resident as registered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from juminzei.linkage.link import Linked

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault", "audit"], transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
ROUNDS = 5


def at_once(*acts: Callable[[], object]) -> list[bool]:
    """Do all at the same moment; return which of them were not refused."""
    gate = Barrier(len(acts))

    def done(act: Callable[[], object]) -> bool:
        gate.wait()
        try:
            act()
        except MergingRefusedError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(done, acts))


def test_of_two_proposals_about_one_number_one_is_taken() -> None:
    asker(), decider()
    for place in range(ROUNDS):
        shared = nonregistered(900_000_100 + place)
        others = [resident(10 + 2 * place + n) for n in range(2)]
        taken = at_once(*(partial(proposed, shared, one) for one in others))
        assert sorted(taken) == [False, True]
        assert MergeProposal.objects.filter(merged_away=shared).count() == 1


def test_of_two_decisions_that_share_a_number_one_is_carried_out() -> None:
    """A chain and its reverse at once: never a cycle, and pointers equal the record."""
    asker(), decider()
    for place in range(ROUNDS):
        a, b = nonregistered(900_000_100 + place), resident(10 + 2 * place)
        first = proposed(a, b)
        agreed = at_once(partial(decided, first), partial(decided, first))
        assert sorted(agreed) == [False, True]
        assert survivor(a.number) == b.number
    marks = Addressee.objects.exclude(merged_into=None).values_list("pk", "merged_into_id")
    assert sorted(marks) == sorted(in_force().values_list("merged_away", "survivor"))


def test_a_merge_waits_for_a_freeze_and_sees_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """The freeze has begun; the merge, of what was so before, is refused, and then made."""
    register_applied()
    enter(registered(1), registered(2))
    Addressee.objects.filter(pk=number(2)).update(resident=False)
    proposal, who, begun = proposed(number(1), number(2)), decider(), Event()
    plain = survivors

    def slow() -> dict[int, int]:
        begun.set()
        sleep(0.5)
        return plain()

    monkeypatch.setattr(freezing, "survivors", slow)

    def merging() -> None:
        begun.wait(20)
        decided(proposal)

    def freeze() -> None:
        freeze_taxable(tax_year=2026, actor=who, at=START)

    assert at_once(freeze, merging) == [True, False]
    assert TaxablePerson.objects.filter(included=True).count() == len(("one", "other"))
    decided(proposal)
    assert survivor(number(2)) == number(1)


def test_a_merge_waits_for_what_matching_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document is written under a number that stands when it is written."""
    here, away = resident(), nonregistered(address="東京都港区芝１")
    document = wage(None, 100, match_state="waiting", address="東京都港区芝１", birth_on=None)
    said = {"name": away.name, "kana": away.kana, "birth_on": away.birth_on}
    TaxDocument.objects.filter(pk=document).update(**said)
    proposal, who, begun = proposed(here, away), decider(), Event()
    plain = about_changed

    def slow(linked: Linked, merged: Mapping[int, int]) -> set[int]:
        found = plain(linked, merged)
        begun.set()
        sleep(0.5)
        assert survivor(away.number) == away.number
        return found

    monkeypatch.setattr(matching_writing, "about_changed", slow)

    def merging() -> None:
        begun.wait(20)
        decided(proposal)

    matched, _ = at_once(lambda: match(tax_year=2026, actor=who, at=START), merging)
    assert matched
    assert TaxDocument.objects.get().match_state != "waiting"
    if survivor(away.number) == away.number:
        decided(proposal)
    assert survivor(away.number) == here.number

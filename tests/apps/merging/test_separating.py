"""Taking a merge back restores what was, and everything that came since is given a side."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.apps.addressees.api import cluster, survivor
from juminzei.apps.addressees.models import Addressee
from juminzei.apps.assessment.models import MatchDecision, TaxDocument
from juminzei.apps.merging.api import in_force, known_cluster
from juminzei.apps.merging.models import Merge, Separation, SeparationReason
from juminzei.apps.merging.selectors.separating import undoing
from juminzei.apps.merging.services.propose_separation import propose_separation
from juminzei.apps.merging.services.refusals import MergingRefusedError
from juminzei.platform.audit.outbox.models import OutgoingRecord
from support.document_rows import pension, wage
from support.merging_rows import (
    asker,
    decided,
    merged,
    nonregistered,
    resident,
    separated,
    separation_proposed,
)
from support.moments import START, Ticking
from support.page_rows import protect
from support.tax_rows import frozen_list, listed

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
LATER, LAST = START + timedelta(days=1), START + timedelta(days=2)


def matched(document: int, person: int, at: datetime, under: int | None = None) -> int:
    """Decide, as matching does, whose a document is; return the document."""
    MatchDecision.objects.create(
        document_id=document,
        outcome="exact",
        addressee_id=person,
        reason={"stage": "exact", **({"under": under} if under else {})},
        rules_version="2026.1",
        decided_by=asker(),
        decided_at=at,
    )
    TaxDocument.objects.filter(pk=document).update(addressee=person, match_state="exact")
    return document


def test_a_separation_is_by_two_people_and_makes_two_of_one_again() -> None:
    here, away = resident(), nonregistered()
    merge = merged(here, away)
    proposal = separation_proposed(merge, at=LATER)
    assert cluster(here.number) == [here.number, away.number]
    decided(proposal, at=LATER)
    assert (cluster(here.number), cluster(away.number)) == ([here.number], [away.number])
    separation = Separation.objects.get()
    assert (separation.merge, separation.moved) == (merge, [])
    record = OutgoingRecord.objects.get(action="merging.separated")
    assert record.details["merge"] == merge.pk
    assert known_cluster(away.number, START) == [here.number, away.number]
    with pytest.raises(MergingRefusedError, match="もう分離されています"):
        separation_proposed(merge)
    merged(here, away, at=LAST)
    assert survivor(away.number) == here.number


def test_a_document_found_by_the_old_number_goes_back_with_it() -> None:
    here, away = resident(), nonregistered()
    before = matched(wage(None, 100), away.number, START - timedelta(days=1))
    merge = merged(here, away)
    by_old = matched(wage(None, 200), here.number, LATER, under=away.number)
    by_new = matched(pension(None, 300), here.number, LATER)
    found = undoing(merge, on=LATER.date())
    assert [(one.document.key, one.proposed) for one in found.attached] == [
        (by_old, away.number),
        (by_new, here.number),
    ]
    told = [
        (one.item, one.unit, one.together) for one in found.effect.lines if "移すもの" in one.item
    ]
    assert [line[1:] for line in told] == [("件", 1), ("円", 200)]

    separated(merge, at=LAST)
    whose = dict(TaxDocument.objects.values_list("pk", "addressee_id"))
    assert whose == {before: away.number, by_old: away.number, by_new: here.number}
    assert Separation.objects.get().moved == [by_old]
    newest = MatchDecision.objects.filter(document=by_old).latest("pk")
    assert (newest.outcome, newest.decided_by.staff_number) == ("clerk", "2001")
    assert newest.reason["under"] == away.number
    assert MatchDecision.objects.filter(document=by_old).count() == 2


def test_each_side_can_be_chosen_otherwise_than_proposed() -> None:
    here, away = resident(), nonregistered()
    merge = merged(here, away)
    document = matched(wage(None, 200), here.number, LATER)
    separated(merge, at=LAST, sides={document: away.number})
    assert TaxDocument.objects.get().addressee_id == away.number


@pytest.mark.parametrize("wrong", ["none", "another", "stranger"])
def test_every_document_must_have_one_of_the_two_sides(wrong: str) -> None:
    here, away, third = resident(), nonregistered(), nonregistered(900_000_002)
    merge = merged(here, away)
    document = matched(wage(None, 200), here.number, LATER)
    sides = {
        "none": {},
        "another": {document: here.number, document + 1: here.number},
        "stranger": {document: third.number},
    }[wrong]
    with pytest.raises(MergingRefusedError, match="選び直してください"):
        propose_separation(
            merge_id=merge.pk,
            sides=sides,
            reason=SeparationReason.PREMATURE,
            note="",
            seen="",
            actor=asker(),
            at=LAST,
        )


def test_a_document_that_comes_while_a_separation_waits_stops_it() -> None:
    here, away = resident(), nonregistered()
    merge = merged(here, away)
    proposal = separation_proposed(merge, at=LATER)
    matched(wage(None, 200), here.number, LATER, under=away.number)
    with pytest.raises(MergingRefusedError, match="資料が変わりました"), transaction.atomic():
        decided(proposal, at=LAST)
    assert in_force().get() == merge


def test_the_middle_of_a_chain_is_taken_out_with_what_hangs_on_it() -> None:
    """A into B, B into C: undoing the second leaves A with B; then the first is undone."""
    a, b, c = nonregistered(900_000_003), nonregistered(900_000_002), resident()
    first, second = merged(a, b), merged(b, c)
    assert survivor(first.merged_away_id) == c.number
    document = matched(wage(None, 1), c.number, LATER, under=first.merged_away_id)
    separated(second, at=LAST)
    root = first.survivor_id
    assert cluster(a.number) == sorted([a.number, b.number], key=lambda n: n != root)
    assert TaxDocument.objects.get(pk=document).addressee_id == root
    separated(first, at=LAST + timedelta(days=1))
    assert [cluster(one.number) for one in (a, b, c)] == [[a.number], [b.number], [c.number]]
    assert TaxDocument.objects.get(pk=document).addressee_id == first.merged_away_id


def test_what_a_separation_leaves_undone_is_told() -> None:
    here, away = resident(), nonregistered()
    protect(here)
    merge = merged(here, away, at=START)
    taxable = frozen_list(asker())  # frozen in June, the merge is of April
    listed(taxable, here)
    warnings = undoing(merge, on=LATER.date()).effect.warnings
    assert any(
        "統合後に確定" in one and f"{away.number:010d} は載っていません" in one for one in warnings
    )
    assert any(
        f"{away.number:010d} の住所は支援措置で隠されなくなります" in one for one in warnings
    )


ACTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=10)


class Model:
    """What the numbers should say, told naively: sets of pairs, clusters as sets."""

    def __init__(self, people: list[Addressee]) -> None:
        self.into: dict[int, int] = {}
        self.people = [one.number for one in people]

    def root(self, number: int) -> int:
        return self.root(self.into[number]) if number in self.into else number

    def clusters(self) -> dict[int, set[int]]:
        return {
            number: {one for one in self.people if self.root(one) == self.root(number)}
            for number in self.people
        }


@given(acts=ACTS)
@settings(max_examples=15)
def test_any_sequence_of_merges_and_separations_equals_the_model(
    acts: list[tuple[int, int, bool]],
) -> None:
    """Merge two, or undo the merge of one; clusters, pointers and documents always agree."""
    clock = Ticking()
    with transaction.atomic():
        people = [resident(1), *(nonregistered(900_000_001 + n) for n in range(3))]
        model = Model(people)
        documents = {wage(one.number, 1): one.number for one in people}
        for one, other, undo in acts:
            _act(model, people[one].number, people[other].number, undo=undo, at=clock())
            agreed(model)
        assert dict(TaxDocument.objects.values_list("pk", "addressee_id")) == documents
        past = [(merge.decided_at, merge) for merge in Merge.objects.order_by("decided_at")]
        for at, merge in past:
            assert merge.merged_away_id in known_cluster(merge.survivor_id, at)
        transaction.set_rollback(True)


def _act(model: Model, one: int, other: int, *, undo: bool, at: datetime) -> None:
    if undo:
        merge = in_force().filter(merged_away=one).first()
        assert (merge is not None) == (one in model.into)
        if merge is not None:
            separated(merge, at=at)
            del model.into[one]
        return
    possible = one != other and one not in model.into and other not in model.into
    if not possible:
        with pytest.raises(MergingRefusedError), transaction.atomic():
            merged(one, other, at=at)
        return
    merge = merged(one, other, at=at)
    assert {merge.survivor_id, merge.merged_away_id} == {one, other}
    model.into[merge.merged_away_id] = merge.survivor_id


def agreed(model: Model) -> None:
    """Pointers, clusters of today and clusters by the record say what the model says."""
    marks = Addressee.objects.exclude(merged_into=None).values_list("pk", "merged_into_id")
    assert dict(marks) == model.into
    for number, members in model.clusters().items():
        found = cluster(number)
        assert found == known_cluster(number)
        assert (found[0], set(found)) == (model.root(number), members)

"""Two numbers become one person's by two people's word, and nothing of the past is rewritten."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.addressees.api import cluster, mark_merged, survivor, unmark_merged
from juminzei.apps.addressees.services.merging_marks import MergingMarkError
from juminzei.apps.assessment.models import AssessmentVersion, TaxDocument
from juminzei.apps.merging.api import known_cluster, known_survivor
from juminzei.apps.merging.effect import restored
from juminzei.apps.merging.models import (
    DismissalReason,
    DismissedPair,
    Merge,
    MergeProposal,
    MergeReason,
    ProposalDecision,
)
from juminzei.apps.merging.selectors.candidates import candidates
from juminzei.apps.merging.selectors.prospect import Prospect, prospect
from juminzei.apps.merging.services.decide_proposal import decide_proposal
from juminzei.apps.merging.services.dismiss_pair import dismiss_pair
from juminzei.apps.merging.services.propose_merge import propose_merge
from juminzei.apps.merging.services.refusals import MergingRefusedError
from juminzei.apps.unified.models import LocalAddressee, UnifiedPerson
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.models import RoleGrant
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from juminzei.platform.vault.services import Place, seal
from support.document_rows import pension, wage
from support.letters import arrange
from support.merging_rows import (
    asker,
    decided,
    decider,
    merged,
    nonregistered,
    proposed,
    resident,
)
from support.moments import START
from support.page_rows import person, protect, staff
from support.register_rows import individual_number
from support.tax_rows import frozen_list, listed, run, version

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
LATER = START + timedelta(days=1)


def looked(one: Addressee, other: Addressee) -> Prospect:
    found = prospect(one.number, other.number, on=START.date())
    assert found is not None
    return found


def test_a_merge_is_decided_by_a_second_person_and_on_record() -> None:
    """T-Z13: who asks that two numbers be one does not decide it."""
    here, away = resident(), nonregistered()
    proposal = proposed(here, away)
    with pytest.raises(MergingRefusedError, match="別の職員が決定"):
        decide_proposal(
            proposal_id=proposal.pk,
            agreed=True,
            note="",
            seen=proposal.effect_digest,
            actor=_supervising("1001"),
            at=START,
        )
    assert cluster(here.number) == [here.number]

    decided(proposal)
    assert cluster(away.number) == [here.number, away.number]
    merge = Merge.objects.get()
    assert (merge.survivor_id, merge.merged_away_id) == (here.number, away.number)
    assert merge.decided_by.staff_number == "2001"
    record = OutgoingRecord.objects.get(action="merging.merged")
    assert record.subject_id == f"{here.number:010d}"
    assert record.details["merged_away"] == away.number
    assert record.details["effect"] == looked_at(merge)


def looked_at(merge: Merge) -> str:
    return restored(merge.effect).digest


def _supervising(number: str) -> StaffMember:
    """Return a member of staff who has become a supervisor as well."""
    member = asker()
    assert member.staff_number == number
    RoleGrant.objects.create(
        staff_member=member, role=Role.TAX_SUPERVISOR, valid_from=date(2020, 4, 1)
    )
    return member


def test_a_proposal_that_is_turned_down_changes_nothing_and_can_be_made_again() -> None:
    here, away = resident(), nonregistered()
    first = proposed(here, away)
    with pytest.raises(MergingRefusedError, match="却下の理由"):
        decide_proposal(
            proposal_id=first.pk, agreed=False, note=" ", seen="", actor=decider(), at=START
        )
    decided(first, agreed=False)
    assert not Merge.objects.exists()
    assert survivor(away.number) == away.number
    decided(proposed(here, away))
    assert survivor(away.number) == here.number
    with pytest.raises(MergingRefusedError, match="決定を待つ申請がありません"):
        decided(first)


@pytest.mark.parametrize(
    ("one", "other", "stays"),
    [
        pytest.param(
            {"body": 5, "resident": True},
            {"body": 4, "ceased_on": date(2020, 1, 1)},
            5,
            id="who lives here before who left",
        ),
        pytest.param(
            {"body": 900_000_001, "kind": "nonregistered"},
            {"body": 900_000_002, "resident": True},
            900_000_002,
            id="a resident before a nonregistered, whichever number is lower",
        ),
        pytest.param(
            {"body": 900_000_001, "kind": "nonregistered"},
            {"body": 900_000_002, "ceased_on": date(2020, 1, 1)},
            900_000_002,
            id="the register's number before our own",
        ),
        pytest.param(
            {"body": 900_000_007, "kind": "nonregistered"},
            {"body": 900_000_009, "kind": "nonregistered"},
            900_000_007,
            id="the older of two, here by number",
        ),
        pytest.param(
            {"body": 900_000_007, "kind": "corporation"},
            {"body": 900_000_009, "kind": "corporation"},
            900_000_007,
            id="two corporations",
        ),
    ],
)
def test_which_number_stays_follows_from_the_two(
    one: dict[str, object], other: dict[str, object], stays: int
) -> None:
    people = [person(name="甲　乙", kana="コウ　オツ", **given) for given in (one, other)]  # type: ignore[arg-type]  # columns of people
    for pair in (people, people[::-1]):
        found = looked(*pair)
        assert found.direction.survivor // 10 == stays
        assert found.hindrances == []
        assert found.direction.rule


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"resident": True}, {"resident": True}, "現住の別の人"),
        ({"resident": True}, {"kind": "corporation"}, "法人"),
        ({"kind": "joint"}, {"kind": "corporation"}, "共有"),
    ],
)
def test_what_can_never_be_one_is_refused(
    one: dict[str, Any], other: dict[str, Any], why: str
) -> None:
    people = [person(7, "甲", "コウ", **one), person(8, "甲", "コウ", **other)]
    assert why in looked(*people).hindrances[0]
    with pytest.raises(MergingRefusedError, match=why):
        proposed(*people)
    assert not MergeProposal.objects.exists()


def test_a_number_merged_away_is_refused_and_leads_to_its_survivor() -> None:
    here, away, third = resident(), nonregistered(), nonregistered(900_000_002)
    merged(here, away)
    with pytest.raises(MergingRefusedError, match=f"{here.number:010d} で申請"):
        proposed(away, third)
    with pytest.raises(MergingRefusedError, match="統合済み"):
        proposed(here, away)


def test_two_individual_numbers_must_be_resolved_first() -> None:
    here, away = resident(), nonregistered()
    place = Place("addressee", "own")
    seal(place, [(here.number, individual_number(1))])
    assert looked(here, away).hindrances == []
    seal(place, [(away.number, individual_number(2))])
    with pytest.raises(MergingRefusedError, match="一方の紐付けを解除"):
        proposed(here, away)


def test_one_proposal_about_a_number_waits_at_a_time() -> None:
    here, away, third = resident(), nonregistered(), nonregistered(900_000_002)
    first = proposed(here, away)
    with pytest.raises(MergingRefusedError, match=f"受付 {first.pk}"):
        proposed(here, third)


def test_what_was_shown_is_what_is_decided() -> None:
    """A document that came since the second person looked stops the decision."""
    here, away = resident(), nonregistered()
    proposal = proposed(here, away)
    wage(away.number, 1_000_000)
    with pytest.raises(MergingRefusedError, match="内容が変わりました"):
        decide_proposal(
            proposal_id=proposal.pk,
            agreed=True,
            note="",
            seen=proposal.effect_digest,
            actor=decider(),
            at=START,
        )
    assert not ProposalDecision.objects.exists()
    decided(proposal)
    assert Merge.objects.get().effect != proposal.effect


def test_the_effect_names_every_system_with_counts_and_yen_before_and_after() -> None:
    here, away = resident(), nonregistered()
    taxable = frozen_list(asker())
    listed(taxable, here)
    listed(taxable, away, reason="property_only")
    of_run = run(asker())
    version(of_run, here, age=45, revenue_employment=5_000_000)
    version(of_run, away, document_count=0, property_only=True)
    wage(here.number, 5_000_000)
    wage(away.number, 300_000)
    pension(away.number, 200_000)
    protect(away)
    arrange(away, decider(), at=START)
    LocalAddressee.objects.bulk_create(
        LocalAddressee(
            system="tax",
            local_number=f"{one.number:015d}",
            person=UnifiedPerson.objects.create(
                number=serial, numbered_at=START, source="tax", name=one.name, kana=one.kana
            ),
            entered_at=START,
        )
        for serial, one in enumerate((here, away), start=1)
    )
    before = list(AssessmentVersion.objects.order_by("pk").values())

    effect = looked(here, away).effect
    lines = {
        (one.item, one.unit): (one.survivor, one.merged_away, one.together) for one in effect.lines
    }
    assert lines["課税資料（有効）", "件"] == (1, 2, 3)
    assert lines["課税資料（有効）", "円"] == (5_000_000, 500_000, 5_500_000)
    assert lines["課税対象者名簿（課税）", "件"] == (1, 1, 2)
    taxes = dict(AssessmentVersion.objects.values_list("addressee_id", "total"))
    mine, theirs = taxes[here.number], taxes[away.number]
    assert lines["課税台帳の版（最新の年税額）", "円"] == (mine, theirs, mine + theirs)
    assert lines["異動の履歴", "件"] == (1, 1, 2)
    assert lines["支援措置", ""] == ("対象外", "対象", "対象")
    assert lines["送付先・代理人（有効）", "件"] == (0, 1, 1)
    assert lines["紐付いている団体内統合宛名番号", "件"] == (1, 1, 2)
    assert any("残る番号の通知にも使われます" in warning for warning in effect.warnings)
    assert any("統合宛名の画面" in warning for warning in effect.warnings)
    assert lines["紐付け", ""] == ("登録なし", "登録なし", "登録なし")
    assert any("令和8年度は両方の番号が課税対象" in warning for warning in effect.warnings)
    assert f"{theirs:,} 円" in effect.warnings[0]

    merged(here, away)
    assert list(AssessmentVersion.objects.order_by("pk").values()) == before
    assert sorted(TaxDocument.objects.values_list("addressee_id", flat=True)) == sorted(
        [here.number, away.number, away.number]
    )


def test_clusters_are_known_as_of_any_moment() -> None:
    here, away = resident(), nonregistered()
    merged(here, away, at=LATER)
    assert known_cluster(away.number) == cluster(away.number) == [here.number, away.number]
    assert known_cluster(away.number, START) == [away.number]
    assert known_survivor(away.number, LATER) == here.number


def test_nobody_without_the_function_asks_or_decides() -> None:
    here, away = resident(), nonregistered()
    proposal = proposed(here, away)
    with pytest.raises(NotPermittedError):
        decide_proposal(
            proposal_id=proposal.pk, agreed=True, note="", seen="", actor=asker(), at=START
        )
    with pytest.raises(NotPermittedError):
        propose_merge(
            one=here.number,
            other=away.number,
            reason=MergeReason.RETURNED,
            note="",
            seen="",
            actor=staff("3001", Role.COLLECTION_CLERK),
            at=START,
        )


def test_a_note_keeps_no_individual_number() -> None:
    digits = individual_number(5).reveal()
    here, away = resident(), nonregistered()
    found = looked(here, away)
    proposal = propose_merge(
        one=here.number,
        other=away.number,
        reason=MergeReason.ENTERED_TWICE,
        note=f"番号 {digits}",
        seen=found.effect.digest,
        actor=asker(),
        at=START,
    )
    assert digits not in proposal.note


def test_marks_are_set_once_and_taken_off_once() -> None:
    here, away = resident(), nonregistered()
    mark_merged(away.number, into=here.number)
    for into in (here.number, away.number):
        with pytest.raises(MergingMarkError):
            mark_merged(away.number, into=into)
    unmark_merged(away.number)
    with pytest.raises(MergingMarkError):
        unmark_merged(away.number)


def pairs(state: str = "open") -> list[tuple[int, int]]:
    return [
        (one.survivor.number // 10, one.merged_away.number // 10) for one in candidates(state=state)
    ]


def test_candidates_are_those_alike_of_whom_not_both_live_here() -> None:
    resident(1)
    nonregistered(900_000_001, address="東京都港区１")
    person(2, "相川　一", KANA_OF_ANOTHER_SPELLING, address="東京都港区２")
    resident(3)  # a namesake who lives here as well, says the register
    person(4, "別人", "ベツジン", date(1950, 1, 1))
    assert pairs() == [(1, 900_000_001), (3, 900_000_001), (1, 2), (2, 900_000_001), (3, 2)]
    best = candidates()[0]
    assert (best.score, best.state) == (850, "open")
    assert best.reasons == "カナ・生年月日・氏名（異体字をそろえて）が一致"


KANA_OF_ANOTHER_SPELLING = "アイカワ ハジメ"


def test_a_father_and_a_son_of_one_name_at_one_address_are_shown_with_the_difference() -> None:
    resident(1)
    nonregistered(birth_on=date(1950, 1, 1))
    found = candidates()
    assert [one.reasons for one in found] == [
        "カナ・氏名（異体字をそろえて）・住所が一致、生年月日は相違"
    ]
    assert found[0].score == 500


def test_dismissed_and_proposed_pairs_leave_the_list_and_are_remembered() -> None:
    here, away, third = resident(), nonregistered(), nonregistered(900_000_002)
    dismiss_pair(
        one=away.number,
        other=here.number,
        reason=DismissalReason.NAMESAKE,
        note="電話で確認",
        actor=asker(),
        at=START,
    )
    assert pairs("dismissed") == [(1, 900_000_001)]
    assert candidates(state="dismissed")[0].why_not == "同姓同名の別人"
    proposed(here, third)
    assert pairs("proposed") == [(1, 900_000_002), (900_000_001, 900_000_002)]
    assert pairs() == []
    with pytest.raises(MergingRefusedError, match="すでに別人"):
        dismiss_pair(
            one=here.number,
            other=away.number,
            reason=DismissalReason.ASKED,
            note="",
            actor=asker(),
            at=START,
        )
    assert DismissedPair.objects.get().note == "電話で確認"

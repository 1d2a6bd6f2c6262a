"""The pages of merging, from the list of candidates to the undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.merging.models import DismissedPair, Merge, MergeProposal, Separation
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.staff.policy import Role
from support.document_rows import wage
from support.merging_rows import (
    asker,
    decider,
    merged,
    nonregistered,
    proposed,
    resident,
    separation_proposed,
)
from support.page_rows import protect, staff

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

    from juminzei.apps.addressees.models import Addressee

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
LIST, QUEUE, DONE = "/merging/", "/merging/proposals/", "/merging/merges/"
GIVEN = {"reason": "became_resident", "note": "転入届で確認"}


@pytest.fixture
def pair() -> tuple[Addressee, Addressee]:
    return resident(), nonregistered(address="東京都港区芝１")


@pytest.fixture
def clerk(client: Client) -> Client:
    client.force_login(asker())
    return client


def address(pair: tuple[Addressee, Addressee], act: str = "") -> str:
    return f"/merging/pairs/{pair[0].number}/{pair[1].number}/{act}"


def seen_in(answer: Answer) -> str:
    return (
        str(answer.content.decode()).partition('name="seen" value="')[2].partition('"')[0]
    )  # the digest of the effect


def table(client: Client, where: str) -> str:
    return client.get(where).text.partition("<table")[2].partition("</table>")[0]


def test_from_the_list_to_the_merge_and_back(
    client: Client, pair: tuple[Addressee, Addressee]
) -> None:
    """T-Z13: through the pages, by two people each way."""
    client.force_login(asker())
    shown = table(client, LIST)
    assert address(pair) in shown
    assert "カナ・生年月日" in shown
    assert "住民の番号を残します" in client.get(address(pair)).text

    check = client.post(address(pair, "propose/"), GIVEN)
    assert "申請の確認" in check.text
    assert not MergeProposal.objects.exists()
    sent = client.post(address(pair, "propose/"), {**GIVEN, "seen": seen_in(check)}, follow=True)
    assert "統合を申請しました" in sent.text
    assert "申請した職員は決定できません" in sent.text
    proposal = MergeProposal.objects.get()
    decide = reverse("merge_decide", args=[proposal.pk])
    assert client.post(decide, {"outcome": "agree"}).status_code == 403

    client.force_login(decider())
    one = client.get(f"{QUEUE}{proposal.pk}/")
    agreed = client.post(decide, {"outcome": "agree", "seen": seen_in(one)}, follow=True)
    assert "統合しました" in agreed.text
    merge = Merge.objects.get()
    assert f"{DONE}{merge.pk}/" in table(client, DONE)
    assert f"{QUEUE}{proposal.pk}/" not in table(client, QUEUE)
    assert f"{QUEUE}{proposal.pk}/" in table(client, f"{QUEUE}?state=decided")

    client.force_login(asker())
    separate = f"{DONE}{merge.pk}/separate/"
    given = {"reason": "other_person", "note": "本人に確認"}
    check = client.post(separate, given)
    assert "分離の申請の確認" in check.text
    client.post(separate, {**given, "seen": seen_in(check)})
    undo = MergeProposal.objects.latest("pk")
    client.force_login(decider())
    one = client.get(f"{QUEUE}{undo.pk}/")
    decide = reverse("merge_decide", args=[undo.pk])
    done = client.post(decide, {"outcome": "agree", "seen": seen_in(one)}, follow=True)
    assert "分離しました" in done.text
    assert Separation.objects.get().merge == merge
    assert "分離済" in client.get(f"{DONE}{merge.pk}/").text


def test_a_dismissed_pair_leaves_the_list_and_keeps_its_reason(
    clerk: Client, pair: tuple[Addressee, Addressee]
) -> None:
    given = {"reason": "namesake", "note": "電話で確認"}
    answer = clerk.post(address(pair, "dismiss/"), given, follow=True)
    assert "別人と判断し" in answer.text
    assert "二重登録の候補はありません" in table(clerk, LIST)
    assert "別人（同姓同名の別人）" in table(clerk, f"{LIST}?state=dismissed")
    assert "電話で確認" in clerk.get(address(pair)).text
    assert clerk.post(address(pair, "dismiss/"), given).status_code == 409
    assert DismissedPair.objects.count() == 1


def test_two_numbers_typed_lead_to_their_comparison(
    clerk: Client, pair: tuple[Addressee, Addressee]
) -> None:
    one, other = pair
    answer = clerk.get(LIST, {"one": f"{one.number:010d}", "other": str(other.number)})
    assert answer["Location"] == address(pair)
    for wrong in ({"one": "1234567890", "other": "x"}, {"one": one.number, "other": one.number}):
        answer = clerk.get(LIST, wrong)
        assert answer.status_code == 422
        assert "入力に誤りがあります" in answer.text


def test_what_cannot_be_merged_says_why_and_has_no_button(clerk: Client) -> None:
    both = resident(1), resident(2)
    page = clerk.get(address(both))
    assert "現住の別の人" in page.text
    assert "申請の内容を確認する" not in page.text
    assert clerk.post(address(both, "propose/"), GIVEN).status_code == 409
    assert clerk.get("/merging/pairs/1/2/").status_code == 404


@pytest.mark.parametrize("given", [{}, {"reason": "became_resident"}, {"reason": "x", "note": "y"}])
def test_what_is_missing_is_told(
    clerk: Client, pair: tuple[Addressee, Addressee], given: dict[str, str]
) -> None:
    answer = clerk.post(address(pair, "propose/"), given)
    assert answer.status_code == 422
    assert "入力に誤りがあります" in answer.text


def test_a_stale_page_proposes_nothing(clerk: Client, pair: tuple[Addressee, Addressee]) -> None:
    check = clerk.post(address(pair, "propose/"), GIVEN)
    wage(pair[1].number, 100)
    answer = clerk.post(address(pair, "propose/"), {**GIVEN, "seen": seen_in(check)})
    assert answer.status_code == 409
    assert "内容が変わりました" in answer.text
    assert not MergeProposal.objects.exists()


def test_the_second_person_is_told_what_changed_since(
    client: Client, pair: tuple[Addressee, Addressee]
) -> None:
    proposal = proposed(*pair)
    wage(pair[1].number, 100)
    client.force_login(decider())
    assert "申請のあとに変わった項目が" in client.get(f"{QUEUE}{proposal.pk}/").text
    answer = client.post(reverse("merge_decide", args=[proposal.pk]), {"outcome": "refuse"})
    assert answer.status_code == 422
    assert "却下の理由" in answer.text
    assert client.post(reverse("merge_decide", args=[proposal.pk]), {}).status_code == 422


def test_a_protected_address_stands_on_no_page_of_merging(
    clerk: Client, pair: tuple[Addressee, Addressee]
) -> None:
    protect(pair[1])
    merge = merged(*pair)
    separation = separation_proposed(merge, at=now())
    for where in (LIST, address(pair), QUEUE, f"{QUEUE}{separation.pk}/", f"{DONE}{merge.pk}/"):
        text = clerk.get(where).text
        assert "東京都港区" not in text
        assert "加須市三俣" not in text


def test_looking_is_on_record_for_both_people(
    clerk: Client, pair: tuple[Addressee, Addressee]
) -> None:
    clerk.get(address(pair))
    said = OutgoingRecord.objects.filter(action="merging.pair.viewed")
    assert {one.subject_id for one in said} == {f"{one.number:010d}" for one in pair}
    assert not any("合川" in str(one.details) for one in OutgoingRecord.objects.all())


def test_what_waits_is_told_at_home_to_who_decides(
    client: Client, pair: tuple[Addressee, Addressee]
) -> None:
    proposed(*pair)
    client.force_login(decider())
    assert "宛名の統合・分離の決定" in client.get("/").text
    client.force_login(staff("3001", Role.COLLECTION_CLERK))
    assert client.get(LIST).status_code in {403, 404}
    assert client.get(DONE).status_code in {403, 404}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", True),
        ("?state=in_force", True),
        ("?state=undone", False),
        ("?number=9000000018", False),
        ("?number=x", False),
        ("?sort=nonsense", True),
    ],
)
def test_the_list_of_merges_is_narrowed(
    clerk: Client, pair: tuple[Addressee, Addressee], query: str, *, shown: bool
) -> None:
    merge = merged(*pair)
    assert (f"{DONE}{merge.pk}/" in table(clerk, DONE + query)) is shown
    for number in (one.number for one in pair):
        assert f"{DONE}{merge.pk}/" in table(clerk, f"{DONE}?number={number}")

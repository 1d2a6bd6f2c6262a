"""KR-05: what a return has on its image alone is asked for, entered page by page, and joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.api import DocumentState, TaxDocument
from juminzei.apps.national_returns.models import StagedReturn, StagedState
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.staff.policy import Role
from support.image_files import scanned
from support.made_up_returns import a_return, index_row, number_of, xml_of
from support.national_rows import identified, image_only, taken, with_data
from support.page_rows import person, staff

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

SECOND = {"ABI00240": 30_000}
STATEMENT = {"pages": ["KOA110-1"], "AIG00030": "1,200,000", "AIH00030.1": ""}


@pytest.fixture
def whole(client: Client) -> StagedReturn:
    """A return whose forms all came, with an image of its statement; a clerk is signed in."""
    clerk = staff("1001", Role.TAX_CLERK)
    client.force_login(clerk)
    xml = xml_of(a_return({"ABB00080": 5_000_000, "ABI00240": 30_000}))
    (staged,) = taken([(index_row(1, number=number_of()), xml, [scanned(2)])], clerk, at=now())
    identified(staged, person(1, "山田　太郎", "ヤマダ　タロウ"))
    assert staged.state == StagedState.TAKEN
    return staged


def act(client: Client, staged: StagedReturn, **told: object) -> str:
    address = reverse("national_supplement", args=[staged.pk])
    return client.post(address, told, follow=True).content.decode()


def test_two_people_add_a_statement_that_is_on_the_image_alone(
    client: Client, whole: StagedReturn
) -> None:
    former = whole.document_id
    assert "加える用紙" in act(client, whole)
    whole.refresh_from_db()
    assert (whole.state, whole.document_id) == (StagedState.ENTRY, former)
    address = reverse("national_enter", args=[whole.pk])
    assert client.post(address, STATEMENT).status_code == 302
    client.force_login(staff("1002", Role.TAX_CLERK))
    second = client.get(address, {"pages": ["KOA110-1"]}).content.decode()
    assert 'name="AIG00030"' in second
    assert "1,200,000" not in second
    assert client.post(address, STATEMENT).status_code == 302
    whole.refresh_from_db()
    assert whole.state == StagedState.TAKEN
    assert whole.forms == ["KOA020", "KOA110"]
    document = TaxDocument.objects.get(pk=whole.document_id or 0)
    assert document.figures.columns["revenue_employment"] == 5_000_000  # as it came
    assert document.figures.columns["donation_hometown"] == 30_000
    replaced = TaxDocument.objects.get(pk=former or 0)
    assert (replaced.state, replaced.replaced_by_id) == (DocumentState.REPLACED, document.pk)
    asked = OutgoingRecord.objects.get(action="national_returns.entry.asked")
    assert asked.details == {"act": "asked"}


def test_adding_a_page_keeps_what_was_typed_and_stores_nothing(
    client: Client, whole: StagedReturn
) -> None:
    act(client, whole)
    address = reverse("national_enter", args=[whole.pk])
    typed = {**STATEMENT, "widen": "1", "pages": ["KOA110-1", "KOB560-1"], "rows": "6"}
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="1,200,000"' in page
    assert 'name="DHC00020.6"' in page or ".6" in page
    assert whole.passes.count() == 0


def test_a_third_is_asked_for_the_page_that_only_one_saw(
    client: Client, whole: StagedReturn
) -> None:
    act(client, whole)
    address = reverse("national_enter", args=[whole.pk])
    client.post(address, STATEMENT)
    client.force_login(staff("1002", Role.TAX_CLERK))
    client.post(address, {})
    client.force_login(staff("1003", Role.TAX_CLERK))
    third = client.get(address).content.decode()
    assert 'name="AIG00030"' in third
    assert "加える用紙" not in third
    assert client.post(address, {"AIG00030": "1,200,000"}).status_code == 302
    whole.refresh_from_db()
    assert (whole.state, whole.passes.count()) == (StagedState.TAKEN, 3)
    assert "KOA110" in whole.forms


def test_what_was_asked_for_is_taken_back_until_somebody_entered(
    client: Client, whole: StagedReturn
) -> None:
    act(client, whole)
    assert "画像からの入力をやめました" in act(client, whole, act="withdraw")
    whole.refresh_from_db()
    assert whole.state == StagedState.TAKEN
    act(client, whole)
    client.post(reverse("national_enter", args=[whole.pk]), STATEMENT)
    assert "入力が始まっています" in act(client, whole, act="withdraw")
    whole.refresh_from_db()
    assert whole.state == StagedState.ENTRY


def test_an_entered_return_is_not_asked_for_again(client: Client, whole: StagedReturn) -> None:
    act(client, whole)
    for number in ("1002", "1003"):
        client.force_login(staff(number, Role.TAX_CLERK))
        client.post(reverse("national_enter", args=[whole.pk]), STATEMENT)
    assert "職権訂正" in act(client, whole)
    page = client.get(reverse("national_return", args=[whole.pk])).content.decode()
    assert "画像にしかない欄を補う" not in page


def test_without_an_image_or_before_it_is_a_document_nothing_is_asked(client: Client) -> None:
    clerk = staff("1001", Role.TAX_CLERK)
    client.force_login(clerk)
    data, image = taken([with_data(1), image_only(2)], clerk, at=now())
    assert "画像はありません" in act(client, data)
    assert "課税資料になっている申告だけ" in act(client, image)
    assert "なしには課税資料になりません" in act(client, image, act="withdraw")
    data.refresh_from_db()
    image.refresh_from_db()
    assert (data.state, image.state) == (StagedState.TAKEN, StagedState.ENTRY)


def test_who_may_not_enter_may_not_ask(client: Client, whole: StagedReturn) -> None:
    client.force_login(staff("3003", Role.AUDITOR))
    assert client.post(reverse("national_supplement", args=[whole.pk])).status_code in {403, 404}
    assert StagedReturn.objects.get().state == StagedState.TAKEN

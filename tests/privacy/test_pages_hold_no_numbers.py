"""Individual Numbers are on no page, in no header and in no error, for no role (T-Z02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.platform.staff.policy import Role
from juminzei.platform.vault.services import Place, seal
from support.page_rows import staff
from support.scene import office

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit", "vault"])

BODIES = {"addressee": "98765432109", "tax_document": "87654321098"}


@pytest.fixture
def addresses() -> list[str]:
    """The small office with a canary number for each person and document; all its pages."""
    office_ = office(staff("9001"))
    canaries = {
        kind: IndividualNumber(body + str(check_digit(body))) for kind, body in BODIES.items()
    }
    seal(Place("addressee", "own"), [(office_.taro.number, canaries["addressee"])])
    documents = [(one.pk, canaries["tax_document"]) for one in office_.waiting]
    seal(Place("tax_document", "recipient"), documents)
    version = office_.run.versions.get(addressee=office_.taro)
    return [
        *(reverse(name) for name in ("home", "search", "taxable_list", "file_list")),
        *(reverse(name) for name in ("quarantine", "match_queue", "run_list", "forwarding")),
        reverse("person", args=[office_.taro.number]),
        reverse("match", args=[office_.waiting[0].pk]),
        reverse("file_documents", args=[office_.waiting[0].received_file_id]),
        reverse("run", args=[office_.run.pk]),
        reverse("run_exceptions", args=[office_.run.pk, "no_document"]),
        reverse("amount", args=[version.pk, "total"]),
        "/no/such/page/",
    ]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.BATCH])
def test_no_answer_holds_a_number(client: Client, addresses: list[str], role: Role) -> None:
    client.force_login(staff("1001", role))
    for address in addresses:
        answer = client.get(address)
        told = answer.content.decode() + str(answer.headers) + address
        for body in BODIES.values():
            assert body not in told, address


def test_a_search_for_a_number_finds_nobody_and_does_not_repeat_it(
    client: Client, addresses: list[str]
) -> None:
    del addresses
    client.force_login(staff("1001"))
    body = BODIES["addressee"]
    number = body + str(check_digit(body))
    answer = client.post(reverse("search"), {"anything": number}, follow=True)
    assert "0 件" in answer.text
    for told in (answer.text, str(answer.redirect_chain), str(dict(client.session))):
        assert body[:9] not in told


@pytest.mark.parametrize("parting", ["", "-", " ", "　", "－"])
@pytest.mark.parametrize("field", ["anything", "kana", "name"])
def test_a_number_typed_into_any_field_is_not_kept(
    client: Client, field: str, parting: str
) -> None:
    """The session lies in the city's database, where no number may be."""
    client.force_login(staff("1001"))
    body = BODIES["addressee"]
    number = body + str(check_digit(body))
    typed = parting.join([number[:4], number[4:8], number[8:]])
    client.post(reverse("search"), {field: typed})
    kept = str(dict(client.session))
    assert "searches" in kept
    for part in (number[:4], number[4:8], number[8:]):
        assert part not in kept.partition("searches")[2]

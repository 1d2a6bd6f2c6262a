"""T-W01: words that want to be markup stay words, on every page that shows them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.utils.html import escape

from juminzei.platform.policy.roles import Role
from juminzei.platform.staff.models import StaffMember
from support.acting_markup import acting_markup
from support.every_page import addresses, asked_in_addresses
from support.hostile_words import written_by_attackers
from support.page_forms import page_forms
from support.page_rows import staff
from support.scene import Office, office
from support.xss_vectors import MARK, VECTORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

    from support.page_forms import PageForm

pytestmark = pytest.mark.django_db(databases=["default", "audit", "vault"])

PEOPLE = [role for role in Role if role not in {Role.BATCH, Role.CLIENT}]
TURNS = 4
AT_ONCE = 12
ON_EVERY_FORM, ON_ONE_OF = 3, 3
"""So many vectors of a turn meet every form, each of the others one form in so many."""
OPENING = ("<script", "<ScRi", "<img", "<svg", "<body", "<input", "<details", "<video", "<iframe")
PARTS = [VECTORS[turn::TURNS] for turn in range(TURNS)]
LEAVING = {"sign_out", "locked", "kept", "policy_report"}
"""They end the session, or answer no browser's page."""


@pytest.fixture
def reader(client: Client) -> Client:
    """Somebody who may open everything; mistakes of the program are answers."""
    client.raise_request_exception = False
    return client


def places(scene: Office) -> dict[str, str]:
    known = {
        "number": scene.taro.number,
        "run_id": scene.run.pk,
        "document_id": scene.waiting[0].pk,
        "file_id": scene.waiting[0].received_file_id or 0,
    }
    return {name: at for name, at in addresses(**known).items() if name not in LEAVING}


def told(answer: Answer) -> str:
    if not answer["Content-Type"].startswith("text/html"):
        return ""
    return answer.text


def file_called(vector: str) -> BytesIO:
    """Return a file whose name and content are the words."""
    file = BytesIO(vector.encode())
    file.name = vector.replace("/", "\u2215")
    return file


def opened(reader: Client, scene: Office) -> Iterator[tuple[str, str, Answer]]:
    member = StaffMember.objects.get(staff_number="1001")
    for name, address in places(scene).items():
        reader.force_login(member)
        yield name, address, reader.get(address)


def forms(reader: Client, scene: Office) -> list[PageForm]:
    """Return every form of every page, each once."""
    reader.force_login(StaffMember.objects.get(staff_number="1001"))
    found: dict[object, PageForm] = {}
    for _name, address, answer in opened(reader, scene):
        for form in page_forms(told(answer), address):
            if form.typed or form.files:
                found.setdefault(form.shape, form)
    return list(found.values())


@pytest.mark.parametrize("vectors", PARTS, ids=range(TURNS))
def test_stored_words_stay_words_on_every_page(reader: Client, vectors: tuple[str, ...]) -> None:
    """T-W01, stored: names, addresses and notes as files and clerks brought them."""
    with written_by_attackers(vectors) as written:
        scene = office(staff("1001", *PEOPLE))
    assert {"Addressee.name", "Addressee.address", "TaxDocument.payer_name"} <= written
    acting, seen = {}, set()
    for name, _address, answer in opened(reader, scene):
        assert answer.status_code < 500, name
        page = told(answer)
        if MARK in page:
            seen.add(name)
        if found := acting_markup(page):
            acting[name] = found
    assert acting == {}
    assert {"home", "person", "match", "quarantine", "file_list", "taxable_list"} <= seen


@pytest.mark.parametrize("vectors", PARTS, ids=range(TURNS))
def test_what_is_typed_into_any_field_stays_words(reader: Client, vectors: tuple[str, ...]) -> None:
    """T-W01, reflected and stored: every text field of every form."""
    scene = office(staff("1001", *PEOPLE))
    member = StaffMember.objects.get(staff_number="1001")
    acting, broken, repeated = {}, {}, 0
    every = forms(reader, scene)
    assert len(every) > 10
    for place, vector in enumerate(vectors):
        for form in every if place < ON_EVERY_FORM else every[place % ON_ONE_OF :: ON_ONE_OF]:
            reader.force_login(member)
            data: dict[str, object] = {**form.filled(vector, strictly=place < ON_EVERY_FORM)}
            data |= {name: file_called(vector) for name in form.files}
            answer = getattr(reader, form.method)(form.address, data, follow=True)
            page = told(answer)
            repeated += MARK in page
            if answer.status_code >= 500:
                broken[form.address] = vector
            if found := acting_markup(page):
                acting[form.address, vector] = found
    assert broken == {}
    assert acting == {}
    assert repeated > len(vectors)
    later = {name: acting_markup(told(answer)) for name, _, answer in opened(reader, scene)}
    assert {name: found for name, found in later.items() if found} == {}


def test_what_stands_in_an_address_stays_words(reader: Client) -> None:
    """T-W01, reflected: every key that any page reads, and addresses that lead nowhere."""
    scene = office(staff("1001", *PEOPLE))
    reader.force_login(StaffMember.objects.get(staff_number="1001"))
    keys = asked_in_addresses()
    acting = {}
    for start in range(0, len(VECTORS), AT_ONCE):
        words = " ".join(VECTORS[start : start + AT_ONCE])
        query = dict.fromkeys(keys, words)
        told_of = {"referer": words.replace("\n", " ")}
        for address in (*places(scene).values(), f"/persons/{words}/", f"/{words}"):
            answer = reader.get(address, query, headers=told_of)
            assert answer.status_code < 500, address
            if found := acting_markup(told(answer)):
                acting[address] = found
    assert acting == {}


@pytest.mark.parametrize("vector", [one for one in VECTORS if one.startswith(OPENING)])
def test_the_search_for_acting_markup_finds_it(vector: str) -> None:
    assert acting_markup(f"<p>{vector}</p>")


@pytest.mark.parametrize("vector", [one for one in VECTORS if one[0] in "\"'" and "on" in one])
def test_it_is_found_in_values_that_end_too_early(vector: str) -> None:
    assert acting_markup(f"<input value={vector[0]}{vector}{vector[0]}>")


@pytest.mark.parametrize("vector", VECTORS)
def test_what_is_escaped_is_not_found(vector: str) -> None:
    escaped = f'<p title="{escape(vector)}">{escape(vector)}</p>'
    assert acting_markup(escaped) == []

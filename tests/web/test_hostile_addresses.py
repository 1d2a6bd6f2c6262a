"""T-W03, T-W04: hostile queries, orders, hosts and ways on; no page breaks, none leads away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.platform.staff.models import StaffMember
from support.every_page import addresses, asked_in_addresses
from support.page_rows import PASSWORD, person, staff
from support.scene import office

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit", "vault"])

QUERIES: list[str | bytes] = [
    "' OR '1'='1",
    "1; DROP TABLE addressees_addressee; --",
    '" UNION SELECT password FROM staff_staffmember --',
    "kana) ASC, (SELECT pg_sleep(9))--",
    "-kana__version__name",
    "password",
    "1e309",
    "9" * 5_000,
    "-1",
    str(2**63),
    "２０２６",
    "\x00",
    "%00%27",
    "\ud800".encode("utf-8", "surrogatepass"),
    "{{7*7}}${7*7}",
    "../../../etc/passwd",
]
FORMS = {"search": ("anything", "kana", "name", "number", "birth_on", "address")}


@pytest.fixture
def clerk(client: Client) -> Client:
    client.force_login(staff())
    return client


@pytest.mark.parametrize("value", QUERIES, ids=range(len(QUERIES)))
def test_no_query_or_order_breaks_a_page(clerk: Client, value: str | bytes) -> None:
    """T-W03: every key that any page reads, on every page."""
    scene = office(StaffMember.objects.get(staff_number="1001"))
    clerk.raise_request_exception = False
    numbers = {"number": scene.taro.number, "run_id": scene.run.pk}
    query = dict.fromkeys(asked_in_addresses(), value)
    without = {key: one for key, one in query.items() if key != "version"}  # it ends a page early
    broken = {}
    for name, address in addresses(**numbers).items():
        for part in (query, without):
            answer = clerk.get(address, part)
            if answer.status_code >= 500:
                broken[name] = answer.status_code
    assert broken == {}


@pytest.mark.parametrize("value", QUERIES, ids=range(len(QUERIES)))
def test_no_search_finds_more_than_it_asks_for(clerk: Client, value: str | bytes) -> None:
    """T-W03: what is typed stays a value."""
    person(1, "山田 太郎", "ヤマダ タロウ")
    for field in FORMS["search"]:
        answer = clerk.post("/search/", {field: value}, follow=True)
        assert answer.status_code in {200, 422}
        assert "山田 太郎" not in answer.text


@pytest.mark.parametrize(
    "way",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "\thttps://evil.example/",
        "http://testserver@evil.example/",
    ],
)
def test_signing_in_leads_nowhere_else(client: Client, way: str) -> None:
    """T-W04: open redirect."""
    staff(password=PASSWORD)
    form = {"username": "1001", "password": PASSWORD, "next": way}
    for address in ("/sign-in/", f"/sign-in/?next={way}"):
        answer = client.post(address, form)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/")
        assert "evil" not in answer["Location"]
        client.logout()


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "a b", "[::1", "x/y"])
def test_another_host_name_is_refused_on_every_page(client: Client, host: str) -> None:
    """T-W04: host header."""
    for address in addresses().values():
        assert client.get(address, headers={"host": host}).status_code == 400

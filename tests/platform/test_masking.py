"""What somebody's grants do not show is masked, refused, or not handed out, on every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

import django_tables2
import pytest
from django.urls import reverse

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.assessment.models import AssessmentVersion
from juminzei.platform.policy import matrix as matrix_module
from juminzei.platform.policy import outputs as outputs_module
from juminzei.platform.policy.columns import MASK, class_shown, list_called, masked, sortable
from juminzei.platform.policy.data_class import data_classes
from juminzei.platform.policy.entries import ways_in
from juminzei.platform.policy.matrix import Matrix, matrix
from juminzei.platform.policy.outputs import masking_pages, outputs
from juminzei.platform.policy.reading import PolicyError, read
from juminzei.platform.staff import seeing, services
from juminzei.platform.staff.policy import Role
from support.every_page import addresses
from support.page_rows import person, staff
from support.small_city import calculated, small_city

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
CLASSES = ("tax", "identity", "contact")
NAME, KANA, ADDRESS = "鷲宮 見本之介", "ワシミヤ ミホンノスケ", "加須市見本町九丁目87番6号"
PEOPLE = [role for role in Role if role not in {Role.BATCH, Role.CLIENT}]


def without(data_class: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every grant show all but one class of data."""
    grants = tuple(replace(g, data=g.data - {data_class}) for g in matrix().grants)
    narrowed = Matrix(grants)
    for module in (matrix_module, seeing, services):
        monkeypatch.setattr(module, "matrix", lambda: narrowed)


def tables(found: type = django_tables2.Table) -> list[type[django_tables2.Table]]:
    """Return every list of the program."""
    classes: list[type[django_tables2.Table]] = found.__subclasses__()
    own = [one for one in classes if one.__module__.startswith("juminzei.")]
    return [*own, *(deeper for one in own for deeper in tables(one))]


def test_every_column_of_every_list_has_a_class_of_data() -> None:
    """T-Z01: name the list in ``columns.toml``; what may not stand in lists is refused here."""
    reverse("home")  # the addresses import every page
    assert len(tables()) >= 12
    for table in tables():
        for name in table.base_columns:
            data_class = class_shown(list_called(table), name)
            uses = data_classes()[data_class].uses
            assert "list" in uses, (table.__name__, name)
            if table.base_columns[name].orderable is not False:
                assert "search" in uses or data_class == "protection", (table.__name__, name)


def test_a_list_that_nobody_declared_is_masked_whole_for_who_sees_less() -> None:
    listed = {key for key, one in data_classes().items() if "list" in one.uses}
    assert masked("NewTable", ["a", "b"], listed) == set()
    assert masked("NewTable", ["a", "b"], listed - {"tax"}) == {"a", "b"}
    with pytest.raises(PolicyError, match=r"columns\.toml"):
        class_shown("addressees.PersonTable", "income")


def test_a_list_is_not_sorted_by_what_is_masked() -> None:
    assert sortable("addressees.PersonTable", "address", {"contact"})
    assert not sortable("addressees.PersonTable", "address", {"identity"})
    assert not sortable("protection.CaseTable", "valid_from", {"protection"}), (
        "no class to search by"
    )


@pytest.fixture
def city() -> dict[str, object]:
    """A calculated city whose employee has a name, an address and a tax found nowhere else."""
    small = small_city()
    run = calculated(staff("9001", Role.TAX_SUPERVISOR))
    Addressee.objects.filter(pk=small.employee).update(name=NAME, kana=KANA, address=ADDRESS)
    version = AssessmentVersion.objects.get(run=run, addressee_id=small.employee)
    return {
        "number": small.employee,
        "run_id": run.pk,
        "version_id": version.pk,
        "canaries": {
            "identity": (NAME, KANA),
            "contact": (ADDRESS,),
            "tax": (f"{version.total:,}",),
        },
    }


def pages(client: Client, city: dict[str, object]) -> dict[str, HttpResponse]:
    """Open every page, and one of a search that finds everybody."""
    known = {key: value for key, value in city.items() if key != "canaries"}
    where = addresses(**cast("dict[str, int]", known))
    asked = client.post(reverse("search"), {"kana": "", "number": "0"})
    where["search_result"] = asked.headers.get("Location", where["search_result"])
    return {
        page: _opened(client, address)
        for page, address in where.items()
        if ways_in("pages")[page].functions or page == "home"
    }


def _opened(client: Client, address: str) -> HttpResponse:
    """Look at a page, or press its button."""
    answer = client.get(address)
    return cast("HttpResponse", client.post(address) if answer.status_code == 405 else answer)


def found_on(client: Client, city: dict[str, object], data_class: str) -> set[str]:
    """Return the pages on which something of the class can be read."""
    canaries = cast("dict[str, tuple[str, ...]]", city["canaries"])[data_class]
    return {
        page
        for page, answer in pages(client, city).items()
        if any(canary in answer.content.decode(errors="ignore") for canary in canaries)
    }


@pytest.mark.parametrize("data_class", CLASSES)
def test_a_class_that_is_granted_is_shown(
    data_class: str, city: dict[str, object], client: Client
) -> None:
    """The canaries sing where they may, or the next test would find nothing anyhow."""
    client.force_login(staff("1001", Role.TAX_SUPERVISOR))
    assert {"person"} <= found_on(client, city, data_class)


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("data_class", CLASSES)
def test_a_class_that_is_not_granted_is_on_no_page(
    role: Role,
    data_class: str,
    city: dict[str, object],
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """T-Z01, T-Z02: every role × every page, generated from the resolver, a class at a time."""
    without(data_class, monkeypatch)
    client.force_login(staff("1001", role))
    assert found_on(client, city, data_class) == set()


def test_the_person_page_masks_and_goes_on(
    city: dict[str, object], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    without("tax", monkeypatch)
    client.force_login(staff("1001"))
    answer = client.get(reverse("person", args=[city["number"]]))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert NAME in text
    assert ADDRESS in text
    assert MASK in text


def test_a_list_masks_its_cells_and_keeps_their_neighbours(
    city: dict[str, object], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    without("identity", monkeypatch)
    client.force_login(staff("1001"))
    text = client.get(reverse("taxable_list")).content.decode()
    assert MASK in text
    assert "対象外" in text
    assert f"{city['number']:010d}" not in text


def test_nobody_searches_or_sorts_by_what_they_do_not_see(
    city: dict[str, object], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    del city
    without("identity", monkeypatch)
    client.force_login(staff("1001"))
    asked = client.post(reverse("search"), {"kana": "ワシミヤ"})
    assert client.get(asked["Location"]).status_code in {403, 404}
    assert client.get(reverse("taxable_list") + "?sort=birth_on").status_code == 403
    assert client.get(reverse("taxable_list") + "?sort=reason").status_code == 200


def test_nothing_is_printed_or_exported_with_what_is_not_seen(
    city: dict[str, object], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    without("identity", monkeypatch)
    client.force_login(staff("1001"))
    paper = reverse("amount_print", args=[city["version_id"], "total"])
    assert client.post(paper).status_code in {403, 404}
    without("staff", monkeypatch)
    client.force_login(staff("3001", Role.AUDITOR))
    assert client.get(reverse("policy_csv")).status_code == 403


def test_what_leaves_the_screen_is_declared(city: dict[str, object], client: Client) -> None:
    """A page that hands out a file or a paper has an entry, with its classes of data."""
    client.force_login(staff("1001", Role.TAX_SUPERVISOR, Role.AUDITOR, Role.PRIVACY_OFFICER))
    handed = {
        page for page, one in pages(client, city).items() if "Content-Disposition" in one.headers
    }
    assert handed <= set(outputs())
    assert set(outputs()) <= set(ways_in("pages"))
    assert masking_pages() <= set(ways_in("pages"))


def test_an_output_of_a_class_that_is_not_for_it_is_refused_at_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "entries.toml"
    file.write_text('[outputs.x]\nuse = "export"\ndata = ["sensitive"]\n', encoding="utf-8")
    monkeypatch.setattr(outputs_module, "FILE", file)
    with pytest.raises(PolicyError, match="sensitive は 書出し できません"):
        outputs_module.outputs.__wrapped__()
    assert read(file)


def test_close_people_are_marked_in_lists_and_others_are_not(client: Client) -> None:
    """T-Z12: a list opens nobody, and says by nothing more than a word who is close."""
    from support.close_staff import tied  # noqa: PLC0415 - this test only

    member = staff("1001")
    tied(member, person(1, "課税 花子", "カゼイ ハナコ", household_number=70))
    person(2, "課税 太郎", "カゼイ タロウ", household_number=70, address="加須市騎西1番地")
    person(3, "課税 一郎", "カゼイ イチロウ", address="加須市騎西2番地")
    client.force_login(member)
    asked = client.post(reverse("search"), {"kana": "カゼイ"})
    assert client.get(asked["Location"]).content.decode().count("利害関係") == 2
    client.force_login(staff("1002"))
    asked = client.post(reverse("search"), {"kana": "カゼイ"})
    assert "利害関係" not in client.get(asked["Location"]).content.decode()


def test_the_day_of_the_matrix_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Grants that show less from a day on show less from that day on."""
    member, whole = staff("1001"), matrix()
    ended = [replace(g, valid_until=date(2026, 3, 31)) for g in whole.grants]
    begun = [replace(g, valid_from=date(2026, 4, 1), data=g.data - {"tax"}) for g in whole.grants]
    for module in (seeing, services):
        monkeypatch.setattr(module, "matrix", lambda: Matrix((*ended, *begun)))
    assert "tax" in seeing.classes_seen(member, "person.view", on=date(2026, 3, 31))
    assert "tax" not in seeing.classes_seen(member, "person.view", on=date(2026, 4, 1))

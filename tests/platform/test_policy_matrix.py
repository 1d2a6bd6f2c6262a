"""The matrix: who may do what with which data, from where, at which hour, on which day."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from juminzei.platform.policy.circumstances import TERMINALS, UNKNOWN, Circumstances
from juminzei.platform.policy.data_class import data_classes
from juminzei.platform.policy.function import functions, systems
from juminzei.platform.policy.matrix import matrix, read_matrix
from juminzei.platform.policy.reading import PolicyError
from juminzei.platform.policy.roles import Role
from juminzei.platform.staff.models import TerminalClass
from juminzei.platform.staff.services import (
    NotPermittedError,
    allowed,
    data_seen,
    require,
)
from support.moments import JAPAN, START
from support.staff_members import clerk

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.policy.matrix import Matrix

TODAY = date(2026, 4, 20)
GOOD = """
[[grants]]
role = "tax_clerk"
functions = ["person.view", "notices.print"]
ground = "課税"
valid_from = 2026-04-01
valid_until = 2026-06-30
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "grants.toml"


def made(file: Path, more: str = "", text: str = GOOD) -> Matrix:
    file.write_text(text + more, encoding="utf-8")
    return read_matrix(file)


def test_terminals_are_those_of_the_registry() -> None:
    assert dict(TERMINALS) == dict(TerminalClass.choices)


def test_every_function_is_somebodys_and_names_its_system_and_data() -> None:
    granted = {name for grant in matrix().grants for name in grant.functions}
    assert granted == set(functions())
    for one in functions().values():
        assert one.system in systems()
        assert one.data
        assert set(one.data) <= set(data_classes())


def test_every_role_is_granted_something_on_a_ground() -> None:
    assert {grant.role for grant in matrix().grants} == set(Role.values)
    assert all(grant.ground for grant in matrix().grants)


def test_numbers_are_seen_only_where_a_function_is_about_them() -> None:
    seen = {one.key for one in functions().values() if "individual_number" in one.data}
    for role in (Role.COLLECTION_CLERK, Role.AUDITOR, Role.CLIENT):
        assert not matrix().functions([role], TODAY) & seen


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_runs_or_checks_the_system_sees_nobody(role: Role) -> None:
    roles = [role.value]
    seen = {
        data
        for function in matrix().functions(roles, TODAY) - {"vault.destroy"}
        for data in matrix().data(roles, function, TODAY)
    }
    assert not seen & {"individual_number", "identity", "contact", "protection", "sensitive"}


@pytest.mark.parametrize(
    ("on", "may"),
    [
        (date(2026, 3, 31), False),
        (date(2026, 4, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_grant_holds_from_its_first_through_its_last_day(
    on: date, file: Path, *, may: bool
) -> None:
    found = made(file)
    assert ("person.view" in found.functions(["tax_clerk"], on)) is may
    assert bool(found.on(on).grants) is may


def test_a_grant_is_its_roles_only(file: Path) -> None:
    assert made(file).functions(["auditor"], TODAY) == frozenset()
    assert made(file).functions([], TODAY) == frozenset()


def test_a_function_may_show_fewer_classes_to_some(file: Path) -> None:
    found = made(file, 'data = ["identity", "contact"]')
    assert found.data(["tax_clerk"], "person.view", TODAY) == {"identity", "contact"}
    assert found.data(["tax_clerk"], "person.search", TODAY) == frozenset()
    assert "tax" in made(file).data(["tax_clerk"], "person.view", TODAY)


@pytest.mark.parametrize(
    ("terminal", "may"), [("server_room", True), ("ordinary", False), ("", False)]
)
def test_a_grant_may_ask_for_a_class_of_terminal(terminal: str, file: Path, *, may: bool) -> None:
    found = made(file, 'terminals = ["server_room", "no_media"]')
    circumstances = Circumstances(terminal)
    assert ("notices.print" in found.functions(["tax_clerk"], TODAY, circumstances)) is may


@pytest.mark.parametrize(
    ("hour", "minute", "may"), [(8, 29, False), (8, 30, True), (17, 14, True), (17, 15, False)]
)
def test_a_grant_may_hold_in_hours_of_japan_only(
    hour: int, minute: int, file: Path, *, may: bool
) -> None:
    found = made(file, 'hours = ["08:30", "17:15"]')
    at = datetime(2026, 4, 20, hour, minute, tzinfo=JAPAN)
    there = Circumstances(at=at)
    assert bool(found.functions(["tax_clerk"], TODAY, there)) is may
    assert not found.functions(["tax_clerk"], TODAY, UNKNOWN)


def test_what_is_limited_in_one_grant_may_be_free_in_another(file: Path) -> None:
    more = 'hours = ["08:30", "17:15"]\n' + GOOD.replace("tax_clerk", "tax_supervisor")
    found = made(file, more)
    assert found.functions(["tax_clerk", "tax_supervisor"], TODAY) == {
        "person.view",
        "notices.print",
    }


@pytest.mark.django_db
def test_services_ask_the_matrix_of_the_day(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = made(file, 'hours = ["08:30", "17:15"]')
    monkeypatch.setattr("juminzei.platform.staff.services.matrix", lambda: found)
    member = clerk()

    with pytest.raises(NotPermittedError):
        require(member, "person.view", on=TODAY)
    member.circumstances = Circumstances(at=START)
    require(member, "person.view", on=TODAY)
    assert not allowed(member, "match.decide", on=TODAY)
    assert "tax" in data_seen(member, "person.view", on=TODAY)
    assert data_seen(member, "person.view", on=date(2026, 7, 1)) == frozenset()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tax_clerk", "king", "grants[1].role：king という役割はありません"),
        ("person.view", "person.eat", "grants[1].functions：person.eat は知らない名前です"),
        ('"notices.print"', '"person.view"', "grants[1].functions：同じ名前が二度"),
        ('ground = "課税"', "", "grants[1].ground：文字列がありません"),
        ("valid_from = 2026-04-01", "", "grants[1].valid_from：始まりの日がない"),
        ("2026-04-01", "2026-07-01", "grants[1].valid_from：始まりの日がないか、終わりより後"),
        ("2026-04-01", '"4月1日"', "grants[1].valid_from：日付ではありません"),
        ("ground", 'hours = ["17:15", "08:30"]\nground', "grants[1].hours：時間帯では"),
        ("ground", 'hours = ["朝", "夜"]\nground', "grants[1].hours：時間帯では"),
        ("ground", 'hours = ["08:30"]\nground', "grants[1].hours：時間帯では"),
        ("ground", 'terminals = ["phone"]\nground', "grants[1].terminals：phone は知らない"),
        ("ground", 'data = ["colour"]\nground', "grants[1].data：colour は知らない名前"),
        ("ground", "data = 3\nground", "grants[1].data：名前の一覧ではありません"),
        ("ground", 'why = "x"\nground', "grants[1].why：知らないキーです"),
        ("[[grants]]", "[grants]", "grants.toml の grants：ありません"),
        ("[[grants]]", "[[grants", "grants.toml: TOML として読めません"),
    ],
)
def test_a_matrix_that_cannot_be_taken_is_refused_with_place_and_remedy(
    old: str, new: str, said: str, file: Path
) -> None:
    with pytest.raises(PolicyError) as refused:
        made(file, text=GOOD.replace(old, new))
    assert said in str(refused.value)
    assert "grants.toml" in str(refused.value)


def test_a_matrix_that_is_not_there_is_refused(file: Path) -> None:
    with pytest.raises(PolicyError, match="ファイルがありません"):
        read_matrix(file)

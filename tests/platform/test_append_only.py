"""Facts cannot be changed or taken away, whatever way somebody tries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.state import ProjectState

from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.jobs.models import Job
from juminzei.platform.storage.append_only import AppendOnly, triggers, unprotected
from support.moments import START

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = OutgoingRecord._meta.db_table
SQLITE_ONLY = {"INSERT OR REPLACE", "a changed row"}
INSERT = (
    "INTO {table} (id, recorded_at, staff_number, staff_name, terminal, function, action,"
    " subject_kind, subject_id, purpose, result, details, drained)"
    " VALUES ({pk}, '2026-04-20', 'x', 'x', '', '', 'forged', '', '', '', '', 'null', false)"
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def fact(request: pytest.FixtureRequest) -> OutgoingRecord:
    request.getfixturevalue("db")
    return OutgoingRecord.objects.create(
        recorded_at=START, staff_number="0001", staff_name="加須", action="act.done"
    )


def by_hand(statement: str) -> Callable[[OutgoingRecord], object]:
    def attempt(fact: OutgoingRecord) -> object:
        with connection.cursor() as cursor:
            return cursor.execute(statement.format(table=TABLE, pk=fact.pk))

    return attempt


def by_saving(fact: OutgoingRecord) -> None:
    fact.action = "forged"
    fact.save()


ATTEMPTS: dict[str, Callable[[OutgoingRecord], object]] = {
    "UPDATE by hand": by_hand("UPDATE {table} SET action = 'forged' WHERE id = {pk}"),
    "DELETE by hand": by_hand("DELETE FROM {table} WHERE id = {pk}"),
    "INSERT OR REPLACE": by_hand("INSERT OR REPLACE " + INSERT),
    "UPSERT": by_hand("INSERT " + INSERT + " ON CONFLICT (id) DO UPDATE SET action = 'forged'"),
    "a changed key": by_hand("UPDATE {table} SET id = id + 1000 WHERE id = {pk}"),
    "a changed row": by_hand("UPDATE {table} SET rowid = rowid + 1000 WHERE id = {pk}"),
    "save()": by_saving,
    "delete()": lambda fact: fact.delete(),
    "QuerySet.update()": lambda _: OutgoingRecord.objects.update(action="forged"),
    "QuerySet.delete()": lambda _: OutgoingRecord.objects.all().delete(),
    "bulk_update()": lambda fact: OutgoingRecord.objects.bulk_update(
        [OutgoingRecord(pk=fact.pk, action="forged")], ["action"]
    ),
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_a_fact_stays_as_it_was_written(fact: OutgoingRecord, name: str) -> None:
    if name in SQLITE_ONLY and connection.vendor != "sqlite":
        name = "UPSERT"  # what PostgreSQL has in its place

    with pytest.raises(DatabaseError, match=r"append-only"), transaction.atomic():
        ATTEMPTS[name](fact)

    assert list(OutgoingRecord.objects.values_list("pk", "action")) == [(fact.pk, "act.done")]


def test_new_facts_are_welcome(fact: OutgoingRecord) -> None:
    fact.pk = None
    fact.save(force_insert=True)

    assert OutgoingRecord.objects.count() == 2


def test_only_the_column_that_may_change_changes(fact: OutgoingRecord) -> None:
    OutgoingRecord.objects.filter(pk=fact.pk).update(drained=True)

    assert OutgoingRecord.objects.get().drained

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        OutgoingRecord.objects.update(drained=False, action="forged")


def test_a_whole_table_cannot_be_emptied_by_truncating_it() -> None:
    wanted = {"update", "delete"}
    if connection.vendor == "postgresql":
        wanted |= {"truncate"}
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            by_hand("TRUNCATE {table} CASCADE")(OutgoingRecord(pk=1))

    assert triggers(connection, TABLE) == wanted


@pytest.mark.django_db(databases=["default", "vault", "audit"])
@pytest.mark.parametrize("alias", ["default", "vault", "audit"])
def test_every_table_called_append_only_is_guarded_after_all_migrations(alias: str) -> None:
    assert unprotected(connections[alias], apps) == []


def test_a_table_that_lost_its_guard_is_named() -> None:
    place = f' ON "{TABLE}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{TABLE}_refuses_delete"{place}')

    assert unprotected(connection, apps) == [TABLE]


@pytest.fixture
def editor(request: pytest.FixtureRequest) -> Iterator[BaseDatabaseSchemaEditor]:
    request.getfixturevalue("transactional_db")  # no transaction: SQLite could not alter tables
    with connection.schema_editor(atomic=False) as editor:
        yield editor


@pytest.mark.django_db(transaction=True)
def test_the_operation_can_be_taken_back(editor: BaseDatabaseSchemaEditor) -> None:
    state = ProjectState.from_apps(apps)
    operation = AppendOnly("Job")

    operation.database_forwards("jobs", editor, state, state)
    assert {"update", "delete"} <= triggers(connection, Job._meta.db_table)
    operation.database_backwards("jobs", editor, state, state)
    assert triggers(connection, Job._meta.db_table) == set()


@pytest.mark.django_db(transaction=True)
def test_a_table_of_another_database_is_left_to_it(editor: BaseDatabaseSchemaEditor) -> None:
    state = ProjectState.from_apps(apps)

    AppendOnly("AuditRecord").database_forwards("audit", editor, state, state)

    assert triggers(connection, AuditRecord._meta.db_table) == set()


def test_the_operation_writes_itself_into_a_migration() -> None:
    assert AppendOnly("Job").deconstruct() == ("AppendOnly", ["Job"], {})
    _, _, options = AppendOnly("Job", changeable=["state"]).deconstruct()
    assert options == {"changeable": ("state",)}
    assert AppendOnly("Job").describe() == "Refuse changes to rows of Job"


def test_facts_say_in_their_description_that_they_are_facts() -> None:
    said = {m.__name__ for m in apps.get_models() if "append-only" in (m.__doc__ or "")}

    assert {"AuditRecord", "OutgoingRecord", "AssessmentVersion", "Instalment"} <= said

"""T-L04: every append-only table, the record and the ledger among them, refuses every way."""

# ruff: noqa: S608 - the names of tables and columns are our own

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connections, router, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import BigAutoField, IntegerField

from juminzei.platform.storage.append_only import MESSAGE, AppendOnly, triggers
from support.any_row import any_row, other, rules_aside, rules_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Field, Model

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

FACTS = {
    model._meta.label: model
    for model in apps.get_models()
    if model.__module__.startswith("juminzei.") and MESSAGE in (model.__doc__ or "")
}
LEAST = {
    *("audit.AuditRecord", "audit.Checkpoint", "audit.SigningKey", "outbox.OutgoingRecord"),
    *("assessment.AssessmentVersion", "assessment.Instalment", "addressees.AddresseeVersion"),
}


def changeable() -> dict[str, set[str]]:
    """Return the columns that migrations leave open, by table; the last one says so."""
    found: dict[str, set[str]] = {}
    on_disk = MigrationLoader(None).disk_migrations
    for (app, _name), migration in sorted(on_disk.items(), key=lambda one: one[0]):
        for operation in migration.operations:
            if isinstance(operation, AppendOnly):
                model = apps.get_model(app, operation.model_name)
                found[model._meta.label] = {*operation.changeable}
    return found


OPEN = changeable()


def kept(model: type[Model]) -> list[Field[Any, Any]]:
    """Return every column that must stay, the key last."""
    may_change = OPEN.get(model._meta.label, set())
    columns = [one for one in model._meta.concrete_fields if one.name not in may_change]
    return sorted(columns, key=lambda column: column.primary_key)


def changed(vendor: str, column: Field[Any, Any], quoted: str) -> str:
    """Return SQL that gives a column another value; PostgreSQL asks nothing of the value."""
    if vendor == "postgresql":
        return f"{quoted} = {quoted}"
    whole = column.primary_key and isinstance(column, IntegerField | BigAutoField)
    return f"{quoted} = {quoted} + 1" if whole else f"{quoted} = 'zz'"


def statements(model: type[Model], row: Model) -> dict[str, str]:
    """Return what an attacker with a database tool tries, one statement each."""
    connection = connections[router.db_for_write(model)]
    quote, vendor = connection.ops.quote_name, connection.vendor
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    listed = ", ".join(quote(str(column.column)) for column in model._meta.concrete_fields)
    here = f"{key} = '{row.pk}'"
    sets = {
        column.name: changed(vendor, column, quote(str(column.column))) for column in kept(model)
    }
    first = next(iter(sets.values())).partition(" = ")[0]
    again = f"SELECT {listed} FROM {table} WHERE {here}"
    found = {
        f"UPDATE of {name}": f"UPDATE {table} SET {to} WHERE {here}" for name, to in sets.items()
    }
    found |= {
        "DELETE": f"DELETE FROM {table} WHERE {here}",
        "UPSERT": f"INSERT INTO {table} ({listed}) SELECT * FROM ({again}) AS again WHERE true"
        f" ON CONFLICT ({key}) DO UPDATE SET {first} = "
        + (f"excluded.{first}" if vendor == "postgresql" else "'zz'"),
    }
    if vendor == "postgresql":
        merge = f"MERGE INTO {table} USING (SELECT 1) AS one ON {here} WHEN MATCHED THEN DELETE"
        return {**found, "MERGE": merge}
    return {
        **found,
        "REPLACE": f"REPLACE INTO {table} ({listed}) {again}",
        "INSERT OR REPLACE": f"INSERT OR REPLACE INTO {table} ({listed}) {again}",
        "UPDATE OR REPLACE": f"UPDATE OR REPLACE {table} SET {first} = 'zz' WHERE {here}",
    }


def by_hand(alias: str, statement: str) -> Callable[[], object]:
    def attempt() -> object:
        with connections[alias].cursor() as cursor:
            return cursor.execute(statement)

    return attempt


def by_orm(model: type[Model], row: Model) -> dict[str, Callable[[], object]]:
    """Return what a mistake of the program would do."""
    everything = model._base_manager
    rows = everything.filter(pk=row.pk)
    column = next(
        one for one in kept(model) if isinstance(getattr(row, one.attname), int | str | date)
    )
    name, field = column.attname, column.name
    setattr(row, name, other(getattr(row, name)))
    unique = [model._meta.pk.name]
    return {
        "save()": lambda: row.save(force_update=True),
        "update()": lambda: rows.update(**{name: getattr(row, name)}),
        "bulk_update()": lambda: everything.bulk_update([row], [field]),
        "bulk_create()": lambda: everything.bulk_create(
            [row], update_conflicts=True, update_fields=[field], unique_fields=unique
        ),
        "delete()": lambda: rows._raw_delete(rows.db),
    }


def refused(alias: str, attempt: Callable[[], object]) -> str:
    """Return what an attempt was refused with, empty if it was not."""
    try:
        with transaction.atomic(using=alias):
            attempt()
    except DatabaseError as error:
        return str(error)
    return ""


@pytest.fixture
def entered(request: pytest.FixtureRequest) -> Iterator[tuple[str, type[Model], Model]]:
    """A row of the table, taken back at the end together with all that was tried."""
    model: type[Model] = FACTS[request.param]
    alias = router.db_for_write(model)
    row = any_row(model)
    with transaction.atomic(using=alias):
        rules_aside(alias, model._meta.db_table)
        row.save(force_insert=True)
        yield alias, model, row
        rules_back(alias)
        transaction.set_rollback(True, using=alias)


def test_the_record_and_the_ledger_are_among_the_facts() -> None:
    assert set(FACTS) >= LEAST
    assert set(FACTS) <= set(OPEN)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_no_table_of_facts_is_emptied_at_once(name: str) -> None:
    """T-L04: TRUNCATE, which only PostgreSQL has."""
    model = FACTS[name]
    alias = router.db_for_write(model)
    if connections[alias].vendor == "postgresql":
        emptied = by_hand(alias, f'TRUNCATE "{model._meta.db_table}" CASCADE')
        assert MESSAGE in refused(alias, emptied)
    assert {"update", "delete"} <= triggers(connections[alias], model._meta.db_table)


@pytest.mark.parametrize("entered", sorted(FACTS), indirect=True)
def test_no_statement_changes_or_takes_away_a_fact(
    entered: tuple[str, type[Model], Model],
) -> None:
    """T-L04: by hand: UPDATE of every column, DELETE, REPLACE, UPSERT, TRUNCATE, MERGE."""
    alias, model, row = entered
    before = list(model._base_manager.values_list())
    said = {
        way: refused(alias, by_hand(alias, statement))
        for way, statement in statements(model, row).items()
    }
    assert {way: words for way, words in said.items() if MESSAGE not in words} == {}
    assert list(model._base_manager.values_list()) == before


@pytest.mark.parametrize("entered", sorted(FACTS), indirect=True)
def test_no_mistake_of_the_program_changes_or_takes_away_a_fact(
    entered: tuple[str, type[Model], Model],
) -> None:
    """T-L04: by ORM: save, update, upsert, delete."""
    alias, model, row = entered
    before = list(model._base_manager.values_list())
    said = {way: refused(alias, attempt) for way, attempt in by_orm(model, row).items()}
    assert {way: words for way, words in said.items() if MESSAGE not in words} == {}
    assert list(model._base_manager.values_list()) == before

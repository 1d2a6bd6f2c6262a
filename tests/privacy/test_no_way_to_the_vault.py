"""No statement in the city's database reaches what the vault holds."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connections

VAULT_TABLES = sorted(model._meta.db_table for model in apps.get_app_config("vault").get_models())
pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.mark.parametrize("table", VAULT_TABLES)
@pytest.mark.parametrize("alias", ["default", "audit"])
def test_a_join_to_the_vault_finds_no_table(alias: str, table: str) -> None:
    """T-Z11: 収納 and every other part of the city share no database with the vault."""
    statement = f'SELECT 1 FROM "{table}" AS sealed JOIN "django_migrations" AS own ON true'  # noqa: S608 - names of our own
    with connections[alias].cursor() as cursor, pytest.raises(DatabaseError, match=table):
        cursor.execute(statement)


def test_the_vault_has_no_table_of_the_city() -> None:
    """T-Z11: nor is anybody's name or tax beside the numbers."""
    with connections["vault"].cursor() as cursor:
        there = set(connections["vault"].introspection.table_names(cursor))
    city = {
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.app_label in {"addressees", "assessment", "unified", "protection"}
    }
    assert there & set(VAULT_TABLES) == set(VAULT_TABLES)
    assert there & city == set()

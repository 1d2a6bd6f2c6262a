"""Every table lies in the database that its sensitivity asks for."""

import pytest
from django.db import connections

from juminzei.platform.vault.models import SealedNumber


@pytest.mark.django_db(databases=["default", "vault"])
def test_the_vault_table_is_in_the_vault_and_nowhere_else() -> None:
    assert SealedNumber.objects.count() == 0
    table = SealedNumber._meta.db_table
    assert table in connections["vault"].introspection.table_names()
    assert table not in connections["default"].introspection.table_names()

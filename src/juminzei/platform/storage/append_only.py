"""Tables whose rows are facts: appended, never changed, never deleted.

The database itself refuses, so neither the ORM nor a hand-written statement gets by.
On SQLite this needs ``PRAGMA recursive_triggers=ON`` (our settings have it): without it
``INSERT OR REPLACE`` deletes a row without asking the triggers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.apps.registry import Apps
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState

MESSAGE = "append-only"
"""In the text of every refusal, and in the docstring of every model that is so."""

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION juminzei_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %: this table is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


class AppendOnly(Operation):
    """Migration operation: refuse UPDATE, DELETE (and TRUNCATE) on a model's table.

    SQLite drops a table's triggers when Django rebuilds the table to alter it: a later
    migration of the same table must end with this operation again, which
    :func:`unprotected` and the test that calls it make sure of.

    Args:
        model_name: The model of the migration's own application.
        changeable: Columns that may still change, such as a flag "sent".
        removable: SQL of a condition on the row ``OLD`` under which it may be deleted, such
            as that two people decided so; nothing may without it.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self, model_name: str, *, changeable: Sequence[str] = (), removable: str = ""
    ) -> None:
        self.model_name = model_name
        self.changeable = tuple(changeable)
        self.removable = removable

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how the operation is written in a migration."""
        options = {"changeable": self.changeable, "removable": self.removable}
        given = {name: value for name, value in options.items() if value}
        return type(self).__qualname__, [self.model_name], given

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: the model itself stays as it is."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        _from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the triggers."""
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        kept = [
            field.column
            for field in model._meta.concrete_fields
            if field.name not in self.changeable
        ]
        _drop(schema_editor, model._meta.db_table)
        table = model._meta.db_table
        for statement in _statements(schema_editor.connection, table, kept, self.removable):
            schema_editor.execute(statement, params=None)  # no placeholders in it

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        _to_state: ProjectState,
    ) -> None:
        """Drop the triggers."""
        model = from_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            _drop(schema_editor, model._meta.db_table)

    def describe(self) -> str:
        """Return what the operation does, for ``migrate --plan``."""
        return f"Refuse changes to rows of {self.model_name}"


def triggers(connection: BaseDatabaseWrapper, table: str) -> set[str]:
    """Return the acts that triggers of ours refuse on ``table``: update, delete, truncate."""
    question = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled = 'O'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(question, [table])
        names = [row[0] for row in cursor.fetchall()]
    start = f"{table}_refuses_"
    return {name.removeprefix(start) for name in names if name.startswith(start)}


def unprotected(connection: BaseDatabaseWrapper, apps: Apps) -> list[str]:
    """Return the tables said to be append-only in their model's docstring that are not."""
    wanted = {"update", "delete"}
    return [
        model._meta.db_table
        for model in apps.get_models()
        if MESSAGE in (model.__doc__ or "")
        and model._meta.db_table in connection.introspection.table_names()
        and not wanted <= triggers(connection, model._meta.db_table)
    ]


def _statements(
    connection: BaseDatabaseWrapper, table: str, kept: Sequence[str], removable: str
) -> list[str]:
    quote = connection.ops.quote_name
    columns = [quote(column) for column in kept]
    if connection.vendor == "postgresql":
        return _postgresql(connection, table, f"UPDATE OF {', '.join(columns)}", removable)
    # Not UPDATE OF: SQLite does not see that SET rowid changes the key's column.
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
    gone = f"WHEN NOT ({removable})" if removable else ""
    return [
        f"CREATE TRIGGER {quote(f'{table}_refuses_{name}')} BEFORE {act} ON {quote(table)} {when}"
        f" BEGIN SELECT RAISE(ABORT, '{name} on {table}: this table is append-only'); END"
        for name, act, when in (("update", "UPDATE", f"WHEN {changed}"), ("delete", "DELETE", gone))
    ]


def _postgresql(
    connection: BaseDatabaseWrapper, table: str, update: str, removable: str
) -> list[str]:
    """Return the statements for PostgreSQL, where a trigger's own condition may ask no table."""
    quote = connection.ops.quote_name
    acts = {"update": update, "delete": "DELETE", "truncate": "TRUNCATE"}
    each, functions = dict.fromkeys(acts, "STATEMENT"), dict.fromkeys(acts, "juminzei_append_only")
    made = [POSTGRESQL_FUNCTION]
    if removable:
        each["delete"], functions["delete"] = "ROW", f"{table}_removable"
        made.append(
            f"CREATE OR REPLACE FUNCTION {quote(functions['delete'])}() RETURNS trigger"
            f" LANGUAGE plpgsql AS $$ BEGIN IF {removable} THEN RETURN OLD; END IF;"
            " RAISE EXCEPTION '% on %: this table is append-only', TG_OP, TG_TABLE_NAME"
            " USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    return made + [
        f"CREATE TRIGGER {quote(f'{table}_refuses_{name}')} BEFORE {act} ON {quote(table)}"
        f" FOR EACH {each[name]} EXECUTE FUNCTION {quote(functions[name])}()"
        for name, act in acts.items()
    ]


def _drop(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    quote = schema_editor.connection.ops.quote_name
    place = f" ON {quote(table)}" if schema_editor.connection.vendor == "postgresql" else ""
    for name in ("update", "delete", "truncate"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {quote(f'{table}_refuses_{name}')}{place}")

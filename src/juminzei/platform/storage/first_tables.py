"""Making an application's first tables at once, with the state of all models drawn up once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState


class FirstTables(migrations.Migration):
    """A migration that only creates models, whole: with their indexes and constraints.

    Django draws up every related model anew for each operation, and nearly all of ours are
    related by the member of staff who acted. Tables that are only created need that once:
    a database is ready in a third of the time.
    """

    initial = True

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,  # noqa: FBT001, FBT002 - the signature is Django's
    ) -> ProjectState:
        """Create the tables.

        Raises:
            TypeError: Something but a model is created; that needs the state in between.
        """
        if collect_sql or not all(
            isinstance(one, migrations.CreateModel) for one in self.operations
        ):
            message = f"{self}: only models can be created at once, and not shown as SQL"
            raise TypeError(message)
        project_state.__dict__.pop("apps", None)
        project_state = self.mutate_state(project_state, preserve=False)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, project_state)
        return project_state

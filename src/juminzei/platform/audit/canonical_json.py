"""JSON that is kept as text, so that the same value is the same bytes on every database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    Text = models.TextField[Any, Any]
else:
    Text = models.TextField


def canonical(value: object) -> str:
    """Return the one JSON text of ``value``: keys sorted, no spaces, UTF-8 as it is."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


class CanonicalJSONField(Text):
    """A value that JSON can tell, stored as its canonical text."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def from_db_value(
        self, value: str | None, _expression: object, _connection: BaseDatabaseWrapper
    ) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Read the text."""
        return None if value is None else json.loads(value)

    def to_python(self, value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return the value as it is; texts come from the database only."""
        return value

    def get_prep_value(self, value: object) -> str:
        """Return the text to store."""
        return canonical(value)

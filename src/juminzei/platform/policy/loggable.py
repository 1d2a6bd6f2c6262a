"""Which names of values may stand in the log, as the classes of data say."""

from __future__ import annotations

from functools import cache

from django.apps import apps

from juminzei.platform.policy.catalogue import catalogue
from juminzei.platform.policy.data_class import data_classes


def is_personal(name: str) -> bool:
    """Return whether some table has a column of that name whose data may not be logged.

    Before the tables are known, every name counts as one.
    """
    return not apps.models_ready or name in _personal()


@cache
def _personal() -> frozenset[str]:
    loggable = {key for key, one in data_classes().items() if "log" in one.uses}
    return frozenset(
        column.name
        for table in catalogue().values()
        for column in table.columns
        if column.data_class not in loggable
    )

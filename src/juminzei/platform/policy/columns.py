"""Which class of data each column of a list shows, and which are masked for whom."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from juminzei.platform.policy.catalogue import catalogue
from juminzei.platform.policy.data_class import FOLDER, data_classes
from juminzei.platform.policy.reading import Entry, PolicyError, read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

FILE = FOLDER / "columns.toml"
MASK = "●●●"
"""What stands where somebody's grants do not show the data."""


def list_called(table: type) -> str:
    """Return what the file calls a list: its application and its class."""
    parts = table.__module__.split(".")
    return f"{parts[2 if parts[1] in ('apps', 'platform') else 1]}.{table.__name__}"


@cache
def class_shown(table: str, column: str) -> str:
    """Return the class of the data in a column of the list ``table``.

    Raises:
        PolicyError: The file does not name it, or names what there is not.
    """
    content = read(FILE)
    entry = Entry(FILE.name, table, content.get(table))
    source = entry.text(column, "") or f"{entry.text('of', '')}.{column}"
    if source in data_classes():
        return source
    model, _, name = source.rpartition(".")
    try:
        return catalogue()[model].class_of(name)
    except KeyError:
        remedy = f"{FILE.name} に、表の欄（application.Model.欄）かデータ区分を書いてください。"
        raise entry.refused(column, f"{source} という欄はありません。", remedy) from None


@cache
def person_column(table: str) -> str:
    """Return which column of a list holds addressee numbers to mark; empty if none does."""
    return Entry(FILE.name, table, read(FILE).get(table, {})).text("person", "")


def masked(table: str, columns: Iterable[str], seen: Collection[str]) -> frozenset[str]:
    """Return which columns of a list are masked for whoever sees the classes ``seen``.

    A list that the file does not name is masked whole for whoever does not see everything.
    """
    names = frozenset(columns)
    try:
        return frozenset(name for name in names if class_shown(table, name) not in seen)
    except PolicyError:
        return (
            frozenset()
            if set(seen) >= {key for key, one in data_classes().items() if "list" in one.uses}
            else names
        )


def sortable(table: str, column: str, seen: Collection[str]) -> bool:
    """Return whether a list may be sorted by a column: its order would tell what is masked."""
    data_class = class_shown(table, column)
    return data_class in seen and "search" in data_classes()[data_class].uses

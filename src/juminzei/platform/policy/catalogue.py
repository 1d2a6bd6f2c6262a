"""The catalogue of files: every table and column with its file, class of data and purpose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps

from juminzei.platform.policy.data_class import FOLDER, data_classes, file_names
from juminzei.platform.policy.reading import Entry, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.apps import AppConfig
    from django.db.models import Model

FILE = "data_classes.toml"
OWN = "juminzei."


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the database and in Japanese, and the class of its data."""

    name: str
    label: str
    data_class: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: in which of the seven files it lies, what for, and its columns."""

    model: str
    label: str
    table: str
    files: tuple[int, ...]
    purpose: str
    columns: tuple[Column, ...]

    def class_of(self, column: str) -> str:
        """Return the class of the data in ``column``.

        Raises:
            KeyError: There is no such column.
        """
        return {one.name: one.data_class for one in self.columns}[column]

    @property
    def counts(self) -> dict[str, int]:
        """How many columns are of which class, the most guarded class first."""
        found = [one.data_class for one in self.columns]
        return {key: found.count(key) for key in data_classes() if key in found}


@cache
def catalogue() -> Mapping[str, Table]:
    """Return every table of every application by its model's label.

    Raises:
        juminzei.platform.policy.reading.PolicyError: A table or column has no entry, or
            an entry has no table or column.
    """
    return {
        one.model: one for application in apps.get_app_configs() for one in _tables(application)
    }


def class_of(model: type[Model], column: str) -> str:
    """Return the class of the data in a column of ``model``."""
    return catalogue()[model._meta.label].class_of(column)


def _tables(application: AppConfig) -> Iterator[Table]:
    models = list(application.get_models(include_auto_created=True))
    if not models:
        return
    own = application.name.startswith(OWN)
    path = Path(application.path) / FILE if own else FOLDER / "framework_tables.toml"
    shown = f"{application.label}/{path.name}" if own else path.name
    listed = Entry(shown, "", read(path))
    for model in models:
        key = model._meta.object_name if own else model._meta.label
        assert key is not None  # noqa: S101 - a class that is a model has a name  # nosec B101
        yield _table(model, Entry(shown, key, listed.given(key, None)))
    if own:
        listed.ended()


def _table(model: type[Model], entry: Entry) -> Table:
    meta = model._meta
    made = Table(
        model=meta.label,
        label=str(meta.verbose_name),
        table=meta.db_table,
        files=entry.numbers("files", file_names()),
        purpose=entry.text("purpose"),
        columns=_columns(model, entry),
    )
    entry.ended()
    return made


def _columns(model: type[Model], entry: Entry) -> tuple[Column, ...]:
    labels = {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}
    remedy = f"{FILE} の columns に、欄をデータ区分ごとに一度だけ書いてください。"
    given = entry.given("columns", None)
    by_class = Entry(model._meta.label, "columns", given)
    classes: dict[str, str] = {}
    for data_class in by_class.keys():  # noqa: SIM118 - an entry is no mapping
        if data_class not in data_classes():
            raise by_class.refused(data_class, "知らないデータ区分です。", remedy)
        for name in by_class.names(data_class):
            if name not in labels:
                raise by_class.refused(data_class, f"欄 {name} はありません。", remedy)
            if name in classes:
                raise by_class.refused(data_class, f"欄 {name} が二度あります。", remedy)
            classes[name] = data_class
    missing = [name for name in labels if name not in classes]
    if missing:
        raise by_class.refused(missing[0], "欄のデータ区分がありません。", remedy)
    return tuple(Column(name, label, classes[name]) for name, label in labels.items())

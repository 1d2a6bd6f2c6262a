"""Every column has a class of data, and what a class is not for is not done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import models
from django_filters import FilterSet

from juminzei.apps.assessment import filters
from juminzei.apps.assessment.models import WageFigures
from juminzei.platform.policy import catalogue as catalogue_module
from juminzei.platform.policy.catalogue import catalogue, class_of
from juminzei.platform.policy.data_class import USES, data_classes, file_names
from juminzei.platform.policy.reading import PolicyError
from juminzei.platform.vault.models import SealedNumber

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODELS = apps.get_models(include_auto_created=True)
MARK = "見本"


def test_every_column_of_every_table_has_exactly_one_class() -> None:
    """R-2.1.1: a model or field without a class makes the catalogue unreadable."""
    found = catalogue()
    assert set(found) == {model._meta.label for model in MODELS}
    for model in MODELS:
        names = [column.name for column in found[model._meta.label].columns]
        assert names == [field.name for field in model._meta.concrete_fields]
    assert all(
        column.data_class in data_classes() for table in found.values() for column in table.columns
    )


def test_the_seven_files_are_named_and_every_table_says_what_it_is_for() -> None:
    """R-2.1.1: the files of the assessment, in its order."""
    assert list(file_names()) == [1, 2, 3, 4, 5, 6, 7]
    assert file_names()[1] == "当初資料ファイル"
    assert file_names()[7] == "課税資料イメージファイル"
    assert all(table.purpose for table in catalogue().values())


def test_tables_of_people_lie_in_a_file_and_those_of_the_workplace_in_none() -> None:
    personal = {"identity", "tax", "contact", "protection", "sensitive", "individual_number"}
    for table in catalogue().values():
        if personal & set(table.counts):
            assert table.files, table.model
    assert catalogue()["staff.StaffMember"].files == ()


def test_numbers_lie_in_the_vault_only() -> None:
    holding = {t.model for t in catalogue().values() if "individual_number" in t.counts}
    assert holding == {"vault.SealedNumber"}
    assert class_of(SealedNumber, "ciphertext") == "individual_number"


def test_a_table_counts_its_columns_by_class() -> None:
    table = catalogue()["assessment.WageFigures"]
    assert sum(table.counts.values()) == len(table.columns)
    assert list(table.counts) == [key for key in data_classes() if key in table.counts]
    assert class_of(WageFigures, "self_disability") == "sensitive"


def filter_sets() -> Iterator[tuple[type[Any], str]]:
    for made in vars(filters).values():
        if isinstance(made, type) and issubclass(made, FilterSet) and made is not FilterSet:
            meta: Any = vars(made)["Meta"]
            for name in meta.fields:
                yield meta.model, name


def test_lists_are_narrowed_only_by_what_may_be_searched_by() -> None:
    narrowed = list(filter_sets())
    assert narrowed
    for model, name in narrowed:
        assert "search" in data_classes()[class_of(model, name)].uses, name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: str(model._meta.label))
def test_what_a_row_says_of_itself_may_stand_in_a_log(model: type[models.Model]) -> None:
    """A row's text gets into errors and logs, so it may hold no column of another class."""
    row = model(pk=1)
    for field in model._meta.concrete_fields:
        unlogged = "log" not in data_classes()[class_of(model, field.name)].uses
        if unlogged and isinstance(field, models.CharField | models.TextField):
            setattr(row, field.attname, MARK)
    if model._meta.label.startswith(("auth.", "contenttypes.", "sessions.")):
        return  # the framework's own, unused or holding no text of ours
    try:
        text = str(row)
    except (TypeError, ValueError):
        return  # says a day or a figure that this row has not got
    assert MARK not in text


def test_classes_are_used_for_known_things_only() -> None:
    for one in data_classes().values():
        assert set(one.uses) <= set(USES)
    assert data_classes()["individual_number"].uses == ()
    assert data_classes()["authentication"].uses == ()
    assert all("log" not in data_classes()[key].uses for key in ("identity", "contact", "tax"))


GOOD = """
[ReceivedFile]
files = [1]
purpose = "受領"
[ReceivedFile.columns]
business = ["id", "digest", "kind", "layout", "name", "size_bytes", "received_at",
    "received_by", "counts", "complete", "channel", "source", "delivery", "part_of"]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"digest", ', "", "columns.digest：欄のデータ区分がありません"),
        ('"digest"', '"digest", "colour"', "欄 colour はありません"),
        ("business", "secret", "columns.secret：知らないデータ区分です"),
        ("[1]", "[8]", "ReceivedFile.files：番号の一覧ではありません"),
        ("[1]", '"1"', "ReceivedFile.files：番号の一覧ではありません"),
        ('"受領"', '""', "ReceivedFile.purpose：文字列がありません"),
        ('purpose = "受領"', 'purpose = "受領"\nowner = "x"', "owner：知らないキーです"),
        ('"digest"', '"digest", "digest"', "同じ名前が二度あります"),
        ("[ReceivedFile", "[SentFile", "ReceivedFile：表（[…]）ではありません"),
        ("files = [1]", "files = [1", "TOML として読めません"),
        ('business = ["id",', 'tax = ["kind"]\nbusiness = ["id",', "欄 kind が二度あります"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_place_and_remedy(
    old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data_classes.toml").write_text(GOOD.replace(old, new), encoding="utf-8")
    application = apps.get_app_config("documents")
    monkeypatch.setattr(application, "path", str(tmp_path))

    with pytest.raises(PolicyError) as refused:
        list(catalogue_module._tables(application))
    assert said in str(refused.value)


def test_a_file_that_is_not_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = apps.get_app_config("documents")
    monkeypatch.setattr(application, "path", str(tmp_path))
    with pytest.raises(PolicyError, match="ファイルがありません"):
        list(catalogue_module._tables(application))

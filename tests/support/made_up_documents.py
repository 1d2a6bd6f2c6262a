"""A city's documents as the matching leaves them, in a database of their own.

Only sizes and shares resemble a city: six people in ten have wage reports, some two or
three; a quarter have pension reports; a third have nothing.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import BooleanField, CharField, DateField

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.assessment.models import (
    PensionFigures,
    TaxableList,
    TaxablePerson,
    TaxDocument,
    WageFigures,
)
from juminzei.base.numbers import addressee_number
from juminzei.platform.clock import JAPAN
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.services import batch_member
from juminzei.platform.storage.bulk import Same, bulk_insert
from juminzei.platform.storage.ids import reserve_ids

if TYPE_CHECKING:
    from django.db.models import Model
    from numpy.typing import NDArray

AT = datetime(2026, 4, 20, tzinfo=JAPAN)
OLD = 65


def fill(people: int, tax_year: int, seed: int = 7) -> int:
    """Write the people, the frozen list and the documents; return how many documents."""
    dice = np.random.default_rng(seed)
    numbers = np.array([addressee_number.number(body) for body in range(1, people + 1)])
    age = dice.integers(0, 95, people)
    _people(numbers, age, tax_year)
    worker = (age >= 18) & (age < 75) & (dice.random(people) < 0.78)
    second = worker & (dice.random(people) < 0.12)
    old = age >= OLD
    wages = np.concatenate([numbers[worker], numbers[second]])
    pensions = numbers[old]
    file = _file()
    first = _documents("wage_report", wages, tax_year, file)
    revenue = np.clip(dice.lognormal(15.0, 0.6, len(wages)).astype(np.int64), 100_000, 30_000_000)
    insurance = revenue * 15 // 100
    gone = dice.random(len(wages)) < 0.1
    family = dice.integers(0, 3, len(wages))
    _figures(
        WageFigures,
        first,
        revenue=revenue,
        social_insurance=insurance,
        left_on=[date(tax_year - 1, 9, 30) if one else None for one in gone.tolist()],
        dependants_under16=family,
        life_general_new=np.full(len(wages), 60_000),
    )
    first = _documents("pension_report", pensions, tax_year, file)
    revenue = dice.integers(400_000, 3_200_000, len(pensions))
    _figures(PensionFigures, first, revenue=revenue, social_insurance=revenue // 20)
    return len(wages) + len(pensions)


def _people(numbers: NDArray[np.int64], age: NDArray[np.int64], tax_year: int) -> None:
    birth = [date(tax_year - 1 - years, 7, 1) for years in age.tolist()]
    said = {"name": "見本　太郎", "kana": "ミホン　タロウ", "address": "埼玉県加須市三俣"}
    keys = {"name_key": "見本太郎", "kana_key": "ミホンタロウ", "address_key": "三俣"}
    same = {name: Same(value) for name, value in {**said, **keys, "kind": "resident"}.items()}
    bulk_insert(Addressee, {"number": numbers, "birth_on": birth, **same})
    listed = TaxableList.objects.create(
        tax_year=tax_year,
        assessment_date=date(tax_year, 1, 1),
        frozen_at=AT,
        frozen_by=batch_member(AT),
        register_sequence=0,
        digest="0" * 64,
    )
    bulk_insert(
        TaxablePerson,
        {
            "list_id": Same(listed.pk),
            "addressee_id": numbers,
            "addressee_version": Same(1),
            "included": Same(True),
            "reason": Same("resident"),
            "birth_on": birth,
            "sex": Same("1"),
            "address": Same("埼玉県加須市三俣"),
        },
    )


def _file() -> ReceivedFile:
    return ReceivedFile.objects.create(
        digest="0" * 64,
        kind="wage_report",
        name="made up",
        size_bytes=0,
        received_at=AT,
        received_by=batch_member(AT),
    )


def _documents(kind: str, people: NDArray[np.int64], tax_year: int, file: ReceivedFile) -> range:
    ids = reserve_ids(TaxDocument, len(people))
    keys = [hashlib.sha256(b"%d" % key).hexdigest() for key in ids]
    bulk_insert(
        TaxDocument,
        {
            "id": list(ids),
            "tax_year": Same(tax_year),
            "kind": Same(kind),
            "document_number": list(ids),
            "channel": Same("eltax"),
            "source": Same("employer"),
            "received_file_id": Same(file.pk),
            "row_number": list(ids),
            "submission": Same("0"),
            "state": Same("active"),
            "content_key": keys,
            "slip_key": keys,
            "payer_name": Same("株式会社見本"),
            "name": Same("見本　太郎"),
            "kana": Same("ミホン　タロウ"),
            "address": Same("埼玉県加須市三俣"),
            "municipality": Same("112101"),
            "match_state": Same("number"),
            "addressee_id": people,
        },
    )
    return ids


def _figures(model: type[Model], documents: range, **given: object) -> None:
    columns: dict[str, Any] = {"document_id": list(documents), **given}
    for field in model._meta.concrete_fields:
        if field.attname in columns or field.has_default() or field.null:
            continue
        if isinstance(field, CharField):
            columns[field.attname] = Same("")
        elif isinstance(field, BooleanField):
            columns[field.attname] = Same(False)
        elif not isinstance(field, DateField):
            columns[field.attname] = Same(0)
    bulk_insert(model, columns)

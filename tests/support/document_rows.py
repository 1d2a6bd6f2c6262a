"""Persons on a frozen list and documents about them, written straight into the tables."""

from __future__ import annotations

import hashlib
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, BooleanField, IntegerField

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.assessment.models.document import PensionFigures, TaxDocument, WageFigures
from juminzei.apps.assessment.models.taxable import TaxableList, TaxablePerson
from juminzei.base.numbers import addressee_number
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.services import batch_member
from support.moments import START

if TYPE_CHECKING:
    from django.db.models import Model

TAX_YEAR = 2026
BIRTH = date(1980, 4, 2)
_SERIAL = count(1)


def number(body: int) -> int:
    """Return the addressee number with its check digit."""
    return addressee_number.number(body)


def person_on_the_list(body: int, **columns: object) -> int:
    """Enter a person, included in the frozen list of 2026, and return the addressee number."""
    addressee = Addressee.objects.create(
        number=number(body),
        kind="resident",
        name="見本　太郎",
        kana="ミホン　タロウ",
        address="三俣",
    )
    frozen, _ = TaxableList.objects.get_or_create(
        tax_year=TAX_YEAR,
        defaults={
            "assessment_date": date(2026, 1, 1),
            "frozen_at": START,
            "frozen_by": batch_member(START),
            "register_sequence": 0,
            "digest": "0" * 64,
        },
    )
    values = {"included": True, "reason": "resident", "birth_on": BIRTH, "sex": "1", **columns}
    TaxablePerson.objects.create(
        list=frozen, addressee=addressee, addressee_version=1, address="三俣", **values
    )
    return addressee.number


def wage(addressee_id: int | None, revenue: int, **columns: object) -> int:
    """Enter a wage report about a person and return its key; what is not given is 0."""
    document = _document("wage_report", addressee_id, columns)
    _figures(WageFigures, document, revenue=revenue, **columns)
    return document.pk


def pension(addressee_id: int | None, revenue: int, **columns: object) -> int:
    """Enter a pension report about a person and return its key; what is not given is 0."""
    document = _document("pension_report", addressee_id, columns)
    _figures(PensionFigures, document, revenue=revenue, **columns)
    return document.pk


def _document(kind: str, addressee_id: int | None, columns: dict[str, object]) -> TaxDocument:
    serial = next(_SERIAL)
    file, _ = ReceivedFile.objects.get_or_create(
        digest=hashlib.sha256(kind.encode()).hexdigest(),
        defaults={
            "kind": kind,
            "name": f"{kind}.csv",
            "size_bytes": 1,
            "received_at": START,
            "received_by": batch_member(START),
        },
    )
    own = {field.attname for field in TaxDocument._meta.concrete_fields}
    given = {name: columns.pop(name) for name in list(columns) if name in own}
    values = {
        "tax_year": TAX_YEAR,
        "submission": "0",
        "state": "active",
        "match_state": "exact" if addressee_id else "queue",
        "payer_name": "株式会社甲",
        "name": "見本　太郎",
        "kana": "ミホン　タロウ",
        "address": "三俣",
        "municipality": "112101",
        "birth_on": BIRTH,
        "document_number": serial,
        "channel": "eltax",
        "source": "employer" if kind == "wage_report" else "pension_payer",
        **given,
    }
    return TaxDocument.objects.create(
        kind=kind,
        received_file=file,
        row_number=serial,
        content_key=f"{serial:064d}",
        slip_key=f"{serial:064d}",
        addressee_id=addressee_id,
        **values,
    )


def _figures(model: type[Model], document: TaxDocument, **columns: object) -> None:
    nothing: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, BooleanField):
            nothing[field.name] = False
        elif isinstance(field, BigIntegerField | IntegerField):
            nothing[field.name] = 0
    model._default_manager.create(**{**nothing, "document": document, **columns})

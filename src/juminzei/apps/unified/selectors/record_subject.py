"""How a person stands in the record of acts."""

from __future__ import annotations

from juminzei.apps.unified.models import LocalAddressee
from juminzei.apps.unified.systems import TAX


def record_subject(person: int) -> tuple[str, str]:
    """Return kind and id: the tax's addressee, under which all is found; else the number."""
    tied = LocalAddressee.objects.filter(person_id=person, system=TAX).order_by("local_number")
    addressee = tied.values_list("local_number", flat=True).first()
    if addressee is None:
        return "unified_number", str(person)
    return "addressee", f"{int(addressee):010d}"

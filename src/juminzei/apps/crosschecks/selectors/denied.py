"""Cases whose claim was denied, for whoever tells the tax office of them."""

from __future__ import annotations

from dataclasses import dataclass

from juminzei.apps.crosschecks.check_rules import checks
from juminzei.apps.crosschecks.models import Case, CaseResult, CaseState


@dataclass(frozen=True, slots=True)
class DeniedClaim:
    """One denied dependant or spouse: which document claimed it, and on which ground it fell."""

    case_id: int
    document_id: int
    check_name: str
    basis: str


def denied_claims(tax_year: int) -> list[DeniedClaim]:
    """Return a year's denied dependants and spouses that stand in a document.

    Args:
        tax_year: 年度.
    """
    rules = checks()
    about = [one.id for one in rules.values() if one.kind == "dependants"]
    rows = Case.objects.filter(
        tax_year=tax_year,
        state=CaseState.DONE,
        result=CaseResult.DENIED,
        check_id__in=about,
        document__isnull=False,
    ).order_by("pk")
    return [
        DeniedClaim(key, document or 0, rules[check].name, rules[check].basis)
        for key, document, check in rows.values_list("pk", "document_id", "check_id")
    ]

"""The totals of a run made again from what is written in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, Sum

from juminzei.apps.assessment.models.ledger import CollectionMethod, Instalment
from juminzei.apps.assessment.selectors.counting_versions import own_result
from juminzei.apps.assessment.selectors.run_exceptions import REASONS
from juminzei.kernel.exemption import Exemption

if TYPE_CHECKING:
    from juminzei.apps.assessment.models.run import AssessmentRun

NO_EXEMPTION = "none"
ADDED = {
    "municipal": F("municipal_income_levy") + F("municipal_per_capita_levy"),
    "prefectural": F("prefectural_income_levy") + F("prefectural_per_capita_levy"),
    "forest": F("forest_environment_tax"),
    "total": F("total"),
    "special_amount": F("special_amount"),
    "pension_amount": F("pension_amount"),
    "ordinary_amount": F("ordinary_amount"),
}


def ledger_totals(run: AssessmentRun) -> dict[str, Any]:
    """Return what the run's rows come to: :class:`~.run_totals.Totals`, from the ledger.

    Args:
        run: A run that is calculated.
    """
    rows = own_result(run).order_by()
    people = rows.count()
    sums = rows.aggregate(
        taxed=Count("pk", filter=Q(total__gt=0)),
        **{f"of_{name}": Sum(figure, default=0) for name, figure in ADDED.items()},
    )
    due = Instalment.objects.filter(version__in=rows.values("pk"))
    methods = dict(rows.values_list("method").annotate(Count("pk")))
    exempt = dict(rows.values_list("exempt").annotate(Count("pk")))
    return {
        "people": people,
        "assessed": people,
        "taxed": sums["taxed"],
        **{name: sums[f"of_{name}"] for name in ADDED},
        "instalments": due.count(),
        "by_method": {method.value: methods.get(method.value, 0) for method in CollectionMethod},
        "by_exempt": {
            one.contract_name or NO_EXEMPTION: exempt.get(one.contract_name or "", 0)
            for one in Exemption
        },
        "exceptions": {name: asked(rows, run).count() for name, asked in REASONS.items()},
    }

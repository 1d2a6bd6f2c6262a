"""What of documents and decided taxes a venue's desk fills in and shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from juminzei.apps.assessment.models import (
    AssessmentRun,
    AssessmentVersion,
    DocumentState,
    PensionFigures,
    ReturnFigures,
    StatedRelative,
    TaxDocument,
    WageFigures,
)
from juminzei.platform.jobs.models import Job
from juminzei.platform.storage.carried_rows import Portion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.platform.storage.carried_rows import Carriage

LEFT_HOME = {
    "received_file_id": None,
    "image_set_id": None,
    "replaced_by_id": None,
    "address": "",
    "payer_address": "",
    "recipient_reference": "",
    "has_number": False,
}
"""Papers, files and addresses stay in the city; a number never was in the row."""


def portions(carriage: Carriage) -> Iterator[Portion]:
    """Yield this year's documents and last year's decision of whom returns are taken."""
    documents = TaxDocument.objects.filter(
        addressee__in=carriage.people, tax_year=carriage.tax_year, state=DocumentState.ACTIVE
    )
    yield Portion(documents, blank=LEFT_HOME)
    yield Portion(WageFigures.objects.filter(document__in=documents), blank={"note": ""})
    yield Portion(PensionFigures.objects.filter(document__in=documents), blank={"note": ""})
    yield Portion(ReturnFigures.objects.filter(document__in=documents))
    yield Portion(
        StatedRelative.objects.filter(document__in=documents),
        blank={"apart_address": "", "has_number": False},
    )
    decided = AssessmentVersion.objects.filter(
        addressee__in=carriage.people, tax_year=carriage.tax_year - 1
    )
    later = decided.filter(addressee=OuterRef("addressee"), version__gt=OuterRef("version"))
    newest = decided.exclude(Exists(later))
    runs = AssessmentRun.objects.filter(pk__in=newest.values("run"))
    yield Portion(
        Job.objects.filter(pk__in=runs.values("job")), blank={"parameters": {}, "error": ""}
    )
    yield Portion(runs, blank={"totals": {}})
    yield Portion(newest)

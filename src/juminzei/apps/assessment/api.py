"""What other applications may ask of the inhabitant tax; they import nothing else from here."""

from juminzei.apps.assessment.models import (
    CollectionChoice,
    DocumentKind,
    DocumentState,
    MatchState,
    Resolution,
    ReturnFigures,
    StatedRelative,
    TaxDocument,
)
from juminzei.apps.assessment.selectors.decided_figures import DecidedFigures, decided_figures
from juminzei.apps.assessment.selectors.document_standing import (
    DocumentStanding,
    document_standing,
    documents_of_person,
)
from juminzei.apps.assessment.selectors.holdings import (
    Holding,
    holdings,
    listed_years,
    taxed_years,
)
from juminzei.apps.assessment.selectors.payers import (
    Payer,
    ReportCounts,
    payers_of_file,
    report_counts,
    unmatched_in,
)
from juminzei.apps.assessment.selectors.since_merge import (
    SinceMerge,
    matched_since,
    years_listed_since,
)
from juminzei.apps.assessment.services.end_document import end_document
from juminzei.apps.assessment.services.handing_over import (
    HandedDocument,
    HandedOverError,
    HandedRelative,
    take_documents,
)
from juminzei.apps.assessment.services.intake import (
    IntakeRefusedError,
    IntakeReport,
    import_documents,
)
from juminzei.apps.assessment.services.move_documents import move_documents

__all__ = [
    "CollectionChoice",
    "DecidedFigures",
    "DocumentKind",
    "DocumentStanding",
    "DocumentState",
    "HandedDocument",
    "HandedOverError",
    "HandedRelative",
    "Holding",
    "IntakeRefusedError",
    "IntakeReport",
    "MatchState",
    "Payer",
    "ReportCounts",
    "Resolution",
    "ReturnFigures",
    "SinceMerge",
    "StatedRelative",
    "TaxDocument",
    "decided_figures",
    "document_standing",
    "documents_of_person",
    "end_document",
    "holdings",
    "import_documents",
    "listed_years",
    "matched_since",
    "move_documents",
    "payers_of_file",
    "report_counts",
    "take_documents",
    "taxed_years",
    "unmatched_in",
    "years_listed_since",
]

"""What other applications may ask of the inhabitant tax; they import nothing else from here."""

from juminzei.apps.assessment.individual_number import equal_relatives
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
from juminzei.apps.assessment.selectors.corrected_columns import with_corrections
from juminzei.apps.assessment.selectors.decided_figures import DecidedFigures, decided_figures
from juminzei.apps.assessment.selectors.document_standing import (
    DocumentStanding,
    document_standing,
    documents_of_person,
)
from juminzei.apps.assessment.selectors.employees import employees_named
from juminzei.apps.assessment.selectors.forwarding import (
    Forwarded,
    about_any,
    forwarded_documents,
)
from juminzei.apps.assessment.selectors.holdings import (
    Holding,
    holdings,
    listed_years,
    taxed_years,
)
from juminzei.apps.assessment.selectors.home_page import newest_tax_year
from juminzei.apps.assessment.selectors.listed_persons import ListedPersons, listed_persons
from juminzei.apps.assessment.selectors.official_corrections import (
    corrections_in_force,
    of_figures,
    of_relatives,
)
from juminzei.apps.assessment.selectors.payers import (
    Payer,
    ReportCounts,
    files_with_open_rows,
    open_rows,
    payers_of_file,
    report_counts,
    reports_of_collectors,
    unmatched_in,
)
from juminzei.apps.assessment.selectors.quarantine import lines_for_sender
from juminzei.apps.assessment.selectors.report_copies import report_copies
from juminzei.apps.assessment.selectors.since_merge import (
    SinceMerge,
    matched_since,
    years_listed_since,
)
from juminzei.apps.assessment.services.after_intake import listen_to_intake
from juminzei.apps.assessment.services.decide_match import DecisionRefusedError
from juminzei.apps.assessment.services.decide_match import forward as forward_document
from juminzei.apps.assessment.services.end_document import end_document
from juminzei.apps.assessment.services.erase_documents import (
    ErasureRefusedError,
    erase_documents,
)
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
from juminzei.apps.assessment.services.put_in_box import put_in_box
from juminzei.apps.assessment.services.settle_relatives import settle_relatives
from juminzei.apps.assessment.services.stated_incomes import StatedIncomes, stated_incomes

__all__ = [
    "CollectionChoice",
    "DecidedFigures",
    "DecisionRefusedError",
    "DocumentKind",
    "DocumentStanding",
    "DocumentState",
    "ErasureRefusedError",
    "Forwarded",
    "HandedDocument",
    "HandedOverError",
    "HandedRelative",
    "Holding",
    "IntakeRefusedError",
    "IntakeReport",
    "ListedPersons",
    "MatchState",
    "Payer",
    "ReportCounts",
    "Resolution",
    "ReturnFigures",
    "SinceMerge",
    "StatedIncomes",
    "StatedRelative",
    "TaxDocument",
    "about_any",
    "corrections_in_force",
    "decided_figures",
    "document_standing",
    "documents_of_person",
    "employees_named",
    "end_document",
    "equal_relatives",
    "erase_documents",
    "files_with_open_rows",
    "forward_document",
    "forwarded_documents",
    "holdings",
    "import_documents",
    "lines_for_sender",
    "listed_persons",
    "listed_years",
    "listen_to_intake",
    "matched_since",
    "move_documents",
    "newest_tax_year",
    "of_figures",
    "of_relatives",
    "open_rows",
    "payers_of_file",
    "put_in_box",
    "report_copies",
    "report_counts",
    "reports_of_collectors",
    "settle_relatives",
    "stated_incomes",
    "take_documents",
    "taxed_years",
    "unmatched_in",
    "with_corrections",
    "years_listed_since",
]

"""Addresses of the pages of the assessment."""

from django.urls import path

from juminzei.apps.assessment.views import (
    closing,
    consolidated_sheet,
    forwarding,
    lists,
    matching,
    quarantined_row,
    run_exceptions,
    runs,
    simulation,
)

urlpatterns = [
    path("taxable/", lists.taxable, name="taxable_list"),
    path("files/", lists.files, name="file_list"),
    path("files/<int:file_id>/", lists.file_documents, name="file_documents"),
    path("quarantine/", lists.quarantine, name="quarantine"),
    path("quarantine/<int:row_id>/", quarantined_row.quarantined_row, name="quarantined_row"),
    path("quarantine/<int:row_id>/retake/", quarantined_row.retake, name="retake_row"),
    path("quarantine/<int:row_id>/resolve/", quarantined_row.resolve, name="resolve_row"),
    path("closing/", closing.document_closing, name="document_closing"),
    path("closing/close/", closing.close, name="document_close"),
    path("closing/reopen/", closing.reopen, name="document_reopen"),
    path("closing/unclosed/ask/", closing.ask, name="unclosed_ask"),
    path("closing/unclosed/decide/", closing.decide, name="unclosed_decide"),
    path("forwarding/", forwarding.forwarding, name="forwarding"),
    path("matching/", matching.queue, name="match_queue"),
    path("matching/<int:document_id>/", matching.match, name="match"),
    path(
        "matching/<int:document_id>/address/",
        matching.protected_document,
        name="protected_document",
    ),
    path("matching/<int:document_id>/decide/", matching.decide, name="decide"),
    path("matching/decisions/<int:decision_id>/undo/", matching.undo, name="undo"),
    path("sheets/", consolidated_sheet.sheets, name="consolidated_sheets"),
    path("sheets/<int:number>/", consolidated_sheet.sheet, name="consolidated_sheet"),
    path("runs/", runs.run_list, name="run_list"),
    path("runs/<int:run_id>/", runs.run, name="run"),
    path("runs/<int:run_id>/progress/", runs.run_progress, name="run_progress"),
    path("runs/<int:run_id>/stop/", runs.stop, name="run_stop"),
    path(
        "runs/<int:run_id>/exceptions/<str:reason>/",
        run_exceptions.run_exceptions,
        name="run_exceptions",
    ),
    path("runs/<int:run_id>/<str:step>/", runs.check, name="run_check"),
    path("simulate/", simulation.simulation, name="simulate"),
    path("simulate/file/", simulation.simulation_read, name="simulate_read"),
    path("simulate/change.toml", simulation.simulation_file, name="simulate_file"),
]

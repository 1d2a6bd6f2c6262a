"""``juminzei calculate --format pdf --out FILE``: one person's tax and its steps, to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError
from juminzei.cli.draft_law import warn_of_drafts
from juminzei.cli.records import records

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from juminzei.kernel.contract import Request

FORMAT = "pdf"


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Write the explanation of one person's tax.

    Raises:
        UsageError: The request is wrong, holds several people, or the file cannot be written.
    """
    if options.out is None:
        raise UsageError("--format pdf goes into a file; give --out FILE")
    request = _request(options.file)
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.notices.explanation.assembly import explanation_form
    from juminzei.notices.explanation.page import explanation_pdf

    columns = TaxpayerColumns.from_sparse([request.columns])
    pdf = explanation_pdf(explanation_form(columns, request.law))
    try:
        options.out.write_bytes(pdf)
    except OSError as error:
        raise UsageError(f"{options.out} cannot be written: {error.strerror}") from None
    return {"out": str(options.out), "warnings": warn_of_drafts([request.law])}


def _request(file: str | None) -> Request:
    from juminzei.kernel.contract import ContractError, read
    from juminzei.kernel.law import LawError

    told = list(records(file))
    if len(told) != 1:
        raise UsageError(f"{len(told)} requests; print one person at a time")
    [(place, record)] = told
    try:
        return read(record)
    except (ContractError, LawError) as error:
        raise UsageError(f"{place}{error}") from None

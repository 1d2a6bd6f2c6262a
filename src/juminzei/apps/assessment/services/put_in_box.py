"""In which box the paper of documents lies (保管箱)."""

from __future__ import annotations

from juminzei.apps.assessment.models import TaxDocument


def put_in_box(received_file_id: int, box: str) -> int:
    """Enter the box with every document of a file that has none; part of receiving the file.

    Args:
        received_file_id: The file.
        box: As the delivery register has it; nothing is entered where there is none.

    Returns:
        How many documents lie in it now.
    """
    if not box:
        return 0
    return TaxDocument.objects.filter(received_file=received_file_id, box="").update(box=box)

"""What eLTAX said of a file keeps it out."""

from __future__ import annotations

from juminzei.apps.receiving.models import DeliveredFile, FileState, Signature


def reception_problem(file: DeliveredFile) -> str:
    """Return why what eLTAX said keeps a file out; nothing if it does not."""
    if file.signature == Signature.INVALID:
        return "電子署名の検証結果が「無効」です。提出者に確かめ、送り直してもらってください。"
    if not file.reception_number:
        return ""
    others = DeliveredFile.objects.filter(reception_number=file.reception_number)
    others = others.exclude(digest=file.digest).exclude(state=FileState.RETURNED)
    if others.exclude(pk=file.pk).exists():
        return (
            f"受付番号 {file.reception_number} は、別の内容で受領済みです。"
            "eLTAX の受信の一覧と比べ、どちらが正しいかを確かめてください。"
        )
    return ""

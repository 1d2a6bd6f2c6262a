"""What of receiving waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.receiving.models import DeliveredFile, FileState, ReleaseRequest
from juminzei.apps.receiving.selectors.applications import open_applications
from juminzei.apps.receiving.selectors.deliveries import unconfirmed
from juminzei.apps.receiving.selectors.employers import unknown
from juminzei.apps.receiving.selectors.punch_batches import troubled_batches
from juminzei.apps.receiving.selectors.sender_letters import letters_in
from juminzei.apps.receiving.selectors.statistics import overdue
from juminzei.apps.receiving.selectors.summary_checks import open_checks, summary_years
from juminzei.apps.receiving.services.user_references import differing_users
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield media to confirm, what lies in quarantine, and what nobody took in."""
    if "receiving.register" in functions:
        media = unconfirmed().exclude(received_by=member)
        yield Task("媒体の受領の確認", media.count(), "delivery_list", query="state=unconfirmed")
        quarantined = DeliveredFile.objects.filter(state=FileState.QUARANTINED)
        asked = ReleaseRequest.objects.filter(decision=None).values("file")
        nobody = quarantined.exclude(pk__in=asked)
        yield Task("隔離された資料", nobody.count(), "delivered_file_list")
        late = overdue(at).count()
        yield Task("取り込まれていない資料", late, "delivered_file_list", query="state=received")
        troubled = troubled_batches(at.date()).count()
        yield Task("パンチ委託の保留・期限超過", troubled, "punch_list")
    if "exchange.approve" in functions:
        others = letters_in("prepared", at.date()).exclude(prepared_by=member)
        yield Task("差戻しの承認", others.count(), "sender_letter_list", query="state=prepared")
    if "exchange.prepare" in functions:
        granted = letters_in("granted", at.date()).count()
        yield Task("差戻しの送付", granted, "sender_letter_list", query="state=granted")
        unanswered = letters_in("late", at.date()).count()
        yield Task("提出期限を過ぎた差戻し", unanswered, "sender_letter_list", query="state=late")
    if "documents.import" in functions:
        papers = DeliveredFile.objects.filter(state=FileState.PAPERS).count()
        yield Task("回送の紙面の処理", papers, "delivered_file_list", query="state=papers")
    if "receiving.release" in functions:
        requests = ReleaseRequest.objects.filter(decision=None).exclude(asked_by=member)
        yield Task("隔離した資料の扱いの決定", requests.count(), "delivered_file_list")
    if "employers.edit" in functions:
        yield Task("登録のない支払者", unknown().count(), "unknown_employer_list")
        yield Task("利用者IDの確認", differing_users().count(), "employer_user_list")
    if "documents.import" in functions:
        yield Task("特別徴収の届出", open_applications().count(), "employer_application_list")
        years = summary_years()[:1]
        differing = sum(open_checks(year) for year in years)
        yield Task("総括表と明細の差異", differing, "summary_list")

"""Making a granted lot, and taking it out: the same bytes each time, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.return_desk.models import LotItemKind, LotState
from juminzei.apps.return_desk.services.lots import ASK, locked_lot, made_lot, recorded_lot
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import recorded
from juminzei.apps.return_desk.services.written_return import written_return
from juminzei.formats.tax_office_lot import (
    LotLine,
    digest_of,
    read_lot,
    write_list,
    write_lot,
)
from juminzei.platform.documents.packing import packed
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.apps.return_desk.models import LotItem, TaxOfficeLot
    from juminzei.platform.staff.models import StaffMember

OUT = (LotState.GRANTED, LotState.MADE, LotState.SENT)


@transaction.atomic
def take_lot(*, lot_id: int, actor: StaffMember, at: datetime) -> bytes:
    """Return the ZIP of a lot; the first time makes it, and fixes what it holds.

    It is kept nowhere: taken out again it is written anew, and handed out only if every byte
    is as the first time.

    Args:
        lot_id: Which.
        actor: Who takes it; needs ``tax_office.ask``.
        at: When.

    Raises:
        DeskRefusedError: It is not granted, was confirmed, or something of it changed.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, ASK, on=at.date())
    lot = locked_lot(lot_id, OUT)
    first = lot.made_on is None
    made_on = lot.made_on or at.date()
    items = lot.items.select_related("desk_return", "former").order_by("line")
    lines, files = [], {}
    for item in items:
        line, xml = _written(item, made_on, at.date())
        lines.append(line)
        if xml:
            files[line.file] = xml
        recorded("return_desk.return.written", item.desk_return, actor, at, lot=lot.pk)
    digest = digest_of(write_list(lines))
    if first:
        lot.made_on, lot.digest = made_on, digest
        made_lot(lot, actor, at)
    elif digest != lot.digest:
        raise DeskRefusedError(_changed(lot))
    else:
        recorded_lot("taken", lot, actor, at)
    whole = write_lot(lines, files)
    read_lot(whole)
    return packed(whole)


def _written(item: LotItem, made_on: date, on: date) -> tuple[LotLine, bytes]:
    one = item.desk_return
    if one.versions != item.version:
        raise DeskRefusedError(
            f"受付番号 {one.pk} は、引継ぎの申請の後に変わりました。"
            "この引継ぎを取り下げ、申請し直してください。送付の後であれば、次の引継ぎで訂正・取消を伝えます。"
        )
    gone = item.kind == LotItemKind.CANCELLED
    xml = b"" if gone else written_return(one, on=on, made_on=made_on)
    line = LotLine(
        line=item.line,
        kind=item.get_kind_display(),
        number=one.pk,
        income_year=one.tax_year - 1,
        filed_on=None if gone else one.finished_on,
        sha256=digest_of(xml) if xml else "",
        former_lot=item.former.lot_id if item.former else None,
        former_line=item.former.line if item.former else None,
    )
    return line, xml


def _changed(lot: TaxOfficeLot) -> str:
    return (
        f"引継ぎ {lot.pk} は、作成した後に市の記録（氏名・住所など）が変わったため、"
        "同じものを取り出せません。送付の前であれば、取り下げて申請し直してください。"
    )

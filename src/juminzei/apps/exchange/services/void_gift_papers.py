"""What a city gets of its one-stop notices that do not count here: a letter, and their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import withheld
from juminzei.apps.assessment.api import report_copies
from juminzei.apps.exchange.selectors.void_gifts import VoidGift, void_gifts
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.base.wareki import tax_year_text
from juminzei.formats.one_stop import KIND
from juminzei.notices.city_letter.form import CityLetter
from juminzei.notices.city_letter.page import city_letter_pdf

if TYPE_CHECKING:
    from datetime import date

    from juminzei.apps.exchange.models import Consignment

ROWS = "one_stop_received.csv"
COLUMNS = ("資料番号", "氏名", "寄附金の額", "理由")
SAYS = (
    "貴団体から受けた申告特例通知（地方税法附則7条）のうち、下記のものは、本市では申告特例として"
    "扱えませんので、連絡します。１月１日の住所が本市にないものは、通知先をお確かめください。"
)


def standing_gifts(one: Consignment, on: date) -> list[VoidGift]:
    """Return the notices of a list as the rule finds them on a day.

    Raises:
        ExchangeRefusedError: One of them counts by now, is none of ours, or its donor is protected.
    """
    keys = set(one.documents.values_list("document_id", flat=True))
    found = void_gifts(one.tax_year, hidden=withheld(on))
    still = [gift for gift in found if gift.document_id in keys]
    if len(still) != len(keys):
        raise ExchangeRefusedError(
            f"連絡に当たらなくなった通知が {len(keys) - len(still)} 件あります。"
            "この送付を取り下げて、作り直してください。"
        )
    return still


def void_gift_papers(one: Consignment, on: date, *, issuer: str, here: str) -> dict[str, bytes]:
    """Return letter and rows by file name.

    The rows are as that city sent them: addressed to us, so that no city takes them for
    notices about people of its own.

    Args:
        one: The list.
        on: The day on the letter.
        issuer: Our mayor.
        here: Our city, six digits.

    Raises:
        ExchangeRefusedError: A notice of it does not belong there any more.
    """
    gifts = standing_gifts(one, on)
    letter = CityLetter(
        number=one.pk,
        issuer=issuer,
        title="申告特例通知について（連絡）",
        municipality=one.municipality,
        made_on=on,
        text=SAYS,
        facts=[
            ("年度・税目", f"{tax_year_text(one.tax_year)}　個人住民税"),
            ("件数", f"{len(gifts)}件"),
        ],
        columns=COLUMNS,
        rows=[
            (str(gift.document_number), gift.name, f"{gift.amount:,}円", gift.ground)
            for gift in gifts
        ],
    )
    rows = report_copies([gift.document_id for gift in gifts], here)
    return {
        "letter.pdf": city_letter_pdf(letter),
        **({ROWS: rows[KIND]} if KIND in rows else {}),
    }

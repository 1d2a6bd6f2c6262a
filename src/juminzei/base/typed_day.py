"""Days as people write them: by era or by the common calendar, with or without marks."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from juminzei.base.wareki import Era, from_era

PLAIN_DATE = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?")
ERA_DATE = re.compile(
    r"(明治|大正|昭和|平成|令和|[MTSHR])(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
)
COMPACT_ERA = re.compile(r"([MTSHR])(\d{2})(\d{2})(\d{2})")
ERAS = {text: era for era in Era for text in (era.label, era.letter)}


class NotADateError(ValueError):
    """The text is no day; the message tells the clerk how to write one."""


def read_day(text: str) -> date:
    """Read a day as people write it: 昭和55年4月1日, S55.4.1, S550401, 1980-04-01, 19800401.

    Raises:
        NotADateError: It is none of these, or there was no such day.
    """
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    try:
        if match := ERA_DATE.fullmatch(plain) or COMPACT_ERA.fullmatch(plain):
            era, year, month, day = match.groups()
            return from_era(ERAS[era], 1 if year == "元" else int(year), int(month), int(day))
        if match := PLAIN_DATE.fullmatch(plain):
            return date(*(int(part) for part in match.groups()))
    except ValueError as error:
        raise NotADateError(
            f"「{text}」という日はありません。年月日を確かめてください。"
        ) from error
    raise NotADateError(
        f"「{text}」を日付として読めません。"
        "S55.4.1、昭和55年4月1日、1980-04-01 のように入れてください。"
    )

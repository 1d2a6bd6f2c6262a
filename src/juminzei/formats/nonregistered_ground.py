"""Why somebody who is not registered in the city is taxed by it."""

from __future__ import annotations

from enum import StrEnum


class TaxableGround(StrEnum):
    """Why somebody who is not registered here is taxed here."""

    HOUSE = "家屋敷"
    OFFICE = "事務所・事業所"
    LIVES_HERE = "居住（294条3項）"

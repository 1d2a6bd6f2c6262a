"""Why somebody owes nothing, or only the per-capita levy (非課税の区分)."""

from __future__ import annotations

from enum import IntEnum


class Exemption(IntEnum):
    """The ground of an exemption, in the order in which the law asks."""

    NONE = 0
    PUBLIC_ASSISTANCE = 1
    """生活扶助を受けている（地方税法295条1項1号）: nothing is due."""
    INCOME_1350000 = 2
    """障害者・未成年者・寡婦・ひとり親で合計所得金額が限度以下（同項2号）: nothing is due."""
    PER_CAPITA_THRESHOLD = 3
    """均等割の非課税限度額以下（同条3項）: nothing is due."""
    INCOME_LEVY_THRESHOLD = 4
    """所得割の非課税限度額以下（附則3条の3）: only the per-capita levy is due."""

    @property
    def contract_name(self) -> str | None:
        """The value of ``exempt`` in the calculation contract."""
        return self.name.lower() if self else None

    @property
    def label(self) -> str:
        """Japanese, for screens and notices."""
        return _LABELS[self]


_LABELS = {
    Exemption.NONE: "課税",
    Exemption.PUBLIC_ASSISTANCE: "生活扶助による非課税",
    Exemption.INCOME_1350000: "障害者・未成年者・寡婦・ひとり親の非課税",
    Exemption.PER_CAPITA_THRESHOLD: "均等割・所得割とも非課税",
    Exemption.INCOME_LEVY_THRESHOLD: "所得割のみ非課税",
}

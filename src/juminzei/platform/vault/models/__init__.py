"""Tables of the vault's own database."""

from juminzei.platform.vault.models.history import NumberLink, NumberView, NumberViewAlert
from juminzei.platform.vault.models.keys import DataKey, KeyEvent, KeyPurpose
from juminzei.platform.vault.models.paired_decision import Matter, PairedDecision
from juminzei.platform.vault.models.sealed_number import SealedNumber

__all__ = [
    "DataKey",
    "KeyEvent",
    "KeyPurpose",
    "Matter",
    "NumberLink",
    "NumberView",
    "NumberViewAlert",
    "PairedDecision",
    "SealedNumber",
]

"""異動事由 by the names of the 住民記録システム標準仕様書; their numeric codes differ by city."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why the register was changed."""

    # 記載
    MOVED_IN = "国内転入"
    MOVED_IN_FROM_ABROAD = "国外転入等"
    BIRTH = "出生"
    ENTERED_ON_NATURALISATION = "職権記載(帰化等)"
    ENTERED_ON_LOSS_OF_NATIONALITY = "職権記載(国籍喪失)"
    ENTERED_EX_OFFICIO = "職権記載"
    # 消除
    MOVED_OUT = "国内転出"
    MOVED_ABROAD = "国外転出"
    DEATH = "死亡"
    REMOVED_ON_NATURALISATION = "職権消除(帰化等)"
    REMOVED_ON_LOSS_OF_NATIONALITY = "職権消除(国籍喪失)"
    REMOVED_EX_OFFICIO = "職権消除"
    # 記載 and 消除
    REWRITTEN = "改製"
    RESTORED = "再製"
    CANCELLED_ADDING = "異動の取消し(増)"
    CANCELLED_REMOVING = "異動の取消し(減)"
    # 修正
    MOVED_WITHIN = "転居"
    MINOR_AMENDMENT = "軽微な修正"
    AMENDED_EX_OFFICIO = "職権修正"
    CLERICAL_ERROR = "誤記修正"
    NUMBER_CHANGED_ON_REQUEST = "個人番号の変更請求"
    NUMBER_AMENDED_EX_OFFICIO = "個人番号の職権修正"
    NUMBER_ENTERED_EX_OFFICIO = "個人番号の職権記載"
    RESIDENT_CODE_CHANGED = "住民票コードの変更請求"
    RESIDENT_CODE_ENTERED = "住民票コードの職権記載"
    HOUSEHOLD_SPLIT = "世帯分離"
    HOUSEHOLD_MERGED = "世帯合併"
    HOUSEHOLD_CHANGED = "世帯変更"
    HEAD_CHANGED = "世帯主変更"
    FORMER_SURNAME_ENTERED = "旧氏の記載"
    FORMER_SURNAME_CHANGED = "旧氏の変更"
    FORMER_SURNAME_REMOVED = "旧氏の削除"
    ALIAS_ENTERED = "通称の記載"
    ALIAS_REMOVED = "通称の削除"
    CANCELLED_AMENDING = "異動の取消し(修正)"


class ChangeKind(StrEnum):
    """異動区分: what a change does to the register."""

    ADDED = "記載"
    REMOVED = "消除"
    AMENDED = "修正"

"""What a clerk should look at when a person's documents are put together."""

from django.db import models


class Finding(models.TextChoices):
    """Nothing that a document says is dropped in silence; each has a figure: yen, persons or 1."""

    RETURN_LACKS_PAY = (
        "return_lacks_pay",
        "申告書の給与収入が、給与支払報告書の合計より少ない",
    )
    RETURN_LACKS_PENSION = (
        "return_lacks_pension",
        "申告書の公的年金等収入が、支払報告書の合計より少ない",
    )
    RETURN_LACKS_UNDER16 = (
        "return_lacks_under16",
        "支払報告書にある16歳未満の扶養親族が、申告書にない",
    )
    RETURN_NOT_READY = (
        "return_not_ready",
        "申告書に、読み取れないところや画像からの入力の残りがある（支払報告書で計算）",
    )
    INHABITANT_RETURN_LATER = (
        "inhabitant_return_later",
        "確定申告書のあとに住民税申告書が提出されている",
    )
    ONE_STOP_VOID_BY_RETURN = (
        "one_stop_void_by_return",
        "申告特例（ワンストップ）の寄附が、申告書に書かれていない",
    )
    ONE_STOP_OVER_LIMIT = (
        "one_stop_over_limit",
        "申告特例（ワンストップ）の寄附先が５団体を超える",
    )
    DISABILITY_NOT_DECLARED = (
        "disability_not_declared",
        "障害者手帳等の記録があるが、資料に本人の障害（またはその区分）がない",
    )
    ASSISTANCE_NOT_CONFIRMED = (
        "assistance_not_confirmed",
        "申告書に生活扶助とあるが、福祉部門の資料で確認できない",
    )
    CITY_NOTICE_OF_RESIDENT = (
        "city_notice_of_resident",
        "市内に住所がある人に、他市町村からの通知がある",
    )
    OFFICIALLY_CORRECTED = (
        "officially_corrected",
        "職権で訂正した資料がある",
    )

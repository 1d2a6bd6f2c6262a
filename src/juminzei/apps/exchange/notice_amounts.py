"""What the figures of our notices to other cities are called."""

AMOUNTS = {
    "donation": "寄附金の額（正）",
    "donation_before": "寄附金の額（誤）",
    "aggregate_income": "合計所得金額",
    "revenue_employment": "給与収入",
    "revenue_public_pension": "公的年金等収入",
}
"""Name in ``OutgoingNotice.amounts`` → label; yen."""

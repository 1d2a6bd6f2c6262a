"""特別徴収税額決定通知書: the special collector's list and each employee's slip."""

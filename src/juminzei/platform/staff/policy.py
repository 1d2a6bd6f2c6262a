"""Who may do what: roles and functions as data, so that the matrix can be printed and reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import TextChoices

if TYPE_CHECKING:
    from collections.abc import Mapping


class Role(TextChoices):
    """What a staff member is answerable for."""

    TAX_CLERK = "tax_clerk", "課税担当"
    TAX_SUPERVISOR = "tax_supervisor", "課税係長"
    COLLECTION_CLERK = "collection_clerk", "収納担当"
    PRIVACY_OFFICER = "privacy_officer", "個人情報保護責任者"
    AUDITOR = "auditor", "監査担当"
    ADMINISTRATOR = "administrator", "システム管理者"
    BATCH = "batch", "一括処理"
    CLIENT = "client", "接続先システム"


FUNCTIONS: Mapping[str, str] = {
    "register.import": "住民記録の取込",
    "register.nonregistered": "住登外者の登録",
    "taxable.freeze": "課税対象者の確定",
    "documents.import": "課税資料の取込",
    "documents.view": "課税資料の閲覧",
    "match.run": "課税資料の照合",
    "match.decide": "照合結果の判断",
    "assess.run": "当初賦課の計算",
    "assess.review": "当初賦課の確認",
    "assess.fix": "当初賦課の確定",
    "notices.print": "通知書の作成",
    "tax.calculate": "税額の試算",
    "explanation.print": "計算の根拠の作成",
    "law.simulate": "制度改正の試算",
    "person.search": "個人の検索",
    "person.view": "個人の閲覧",
    "run.view": "当初賦課の状況の閲覧",
    "address.protected.view": "支援措置対象者の住所の閲覧",
    "individual_number.view": "個人番号の閲覧",
    "individual_number.search": "個人番号による検索",
    "individual_number.link": "個人番号の紐付け・解除",
    "individual_number.decide": "住登外者の個人番号の決定",
    "vault.manage": "個人番号の鍵の更新",
    "vault.destroy": "個人番号の鍵の廃棄",
    "audit.view": "操作記録の閲覧",
    "audit.verify": "操作記録の検証",
    "audit.export": "操作記録の書出し",
    "access.review": "異常アクセスの点検",
    "staff.manage": "職員の管理",
    "staff.approve": "職員の役割・端末の承認",
    "client.manage": "接続先システムの管理",
}
"""Function → its name on screens. A function that is not here cannot be asked for."""

_LOOK = frozenset({"person.search", "person.view", "run.view", "tax.calculate"})
_BATCH = frozenset(
    {
        "register.import",
        "register.nonregistered",
        "taxable.freeze",
        "documents.import",
        "match.run",
        "assess.run",
        "assess.review",
        "notices.print",
        "law.simulate",
        "client.manage",  # whoever may run commands on the server may let systems in
        "audit.verify",  # whoever may run commands on the server can read the files anyway
        "audit.export",
        "access.review",  # finding only; a person decides
        "vault.manage",  # keys may be renewed by the hour; to destroy one is not for commands
        "person.view",  # on a laptop; in production juminzei show asks who looks
        "run.view",
    }
)
_CLERK = _LOOK | {
    "register.import",
    "register.nonregistered",
    "documents.import",
    "documents.view",
    "match.run",
    "match.decide",
    "assess.run",
    "assess.review",
    "notices.print",
    "explanation.print",
    "law.simulate",
    "individual_number.search",
    "individual_number.link",
    "individual_number.decide",
}

_OVERSIGHT = frozenset({"audit.view", "audit.verify", "audit.export"})

ALLOWED: Mapping[str, frozenset[str]] = {
    Role.TAX_CLERK: _CLERK,
    Role.TAX_SUPERVISOR: _CLERK
    | {"taxable.freeze", "assess.fix", "address.protected.view", "individual_number.view"},
    Role.COLLECTION_CLERK: _LOOK,
    Role.PRIVACY_OFFICER: _OVERSIGHT
    | frozenset({"access.review", "run.view", "staff.approve", "vault.destroy"}),
    Role.AUDITOR: _OVERSIGHT | frozenset({"run.view"}),
    Role.ADMINISTRATOR: frozenset(
        {
            "staff.manage",
            "staff.approve",
            "client.manage",
            "run.view",
            "vault.manage",
            "vault.destroy",
        }
    ),
    Role.BATCH: _BATCH,
    Role.CLIENT: frozenset({"tax.calculate"}),
}
"""Role → functions. To fix an assessment is not for commands: a supervisor answers for it."""

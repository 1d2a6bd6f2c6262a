"""What the demo did, as figures for programs and as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DOCUMENT_KINDS = ("wage_report", "pension_report")
RECEIVED = (
    ("one_stop", "gifts"),
    ("city_notice", "city_notices"),
    ("inhabitant_return", "entered"),
    ("national_return", "returns"),
)
"""Kinds of documents, and the stage that receives them from a drop folder."""

CLOSING = {"closed": "締めた", "granted": "未了 {:,} 件を残し、二人の決定で締めずに確定"}


def summary(
    outcomes: Mapping[str, Mapping[str, Any]], seconds: Mapping[str, float]
) -> dict[str, Any]:
    """Return the demo's figures: persons, documents, yen (whole), pages, seconds a stage.

    Args:
        outcomes: Each stage's own summary, as its command gives it with ``--json``.
        seconds: How long each stage took.
    """
    documents, assessed = outcomes["documents"], outcomes["assess"]
    kinds = [kind for kind in DOCUMENT_KINDS if kind in documents]
    notices = [outcomes["notices_ordinary"], outcomes["notices_special"]]
    return {
        "people": outcomes["register"]["people"],
        "documents": {
            **{kind: documents[kind]["accepted"] for kind in kinds},
            **{kind: outcomes[stage]["accepted"] for kind, stage in RECEIVED if outcomes[stage]},
        },
        "summaries": outcomes["summaries"].get("accepted", 0),
        "departments": outcomes["departments"].get("accepted", 0),
        "quarantined": sum(documents[kind]["quarantined"] for kind in kinds),
        "matched": {way: outcomes["match"][way] for way in ("number", "exact", "scored", "queue")},
        "findings": outcomes["check"]["found"],
        "closing": outcomes["close"]["act"],
        "undecided": sum(outcomes["close"]["undecided"].values()),
        "assessed": assessed["people"],
        "taxed": assessed["taxed"],
        "municipal": assessed["municipal"],
        "prefectural": assessed["prefectural"],
        "forest": assessed["forest"],
        "instalments": assessed["instalments"],
        "notice_pages": sum(notice["pages"] for notice in notices),
        "seconds": dict(seconds),
    }


def report(figures: Mapping[str, Any], *, data: Path, users: list[tuple[str, str, str]]) -> str:
    """Return what a newcomer reads at the end: what was done, how fast, where to look."""
    matched = figures["matched"]
    documents = sum(figures["documents"].values())
    found = sum(matched.values()) - matched["queue"]
    tax = figures["municipal"] + figures["prefectural"] + figures["forest"]
    stages = "\n".join(f"  {name:18}{took:8.2f} s" for name, took in figures["seconds"].items())
    signing_in = "\n".join(f"  {number}  {what}  {password}" for number, what, password in users)
    return f"""
令和8年度 個人住民税 当初賦課（架空の市・番号もすべて架空）

  住民              {figures["people"]:>12,} 人
  課税資料          {documents:>12,} 件（取込保留 {figures["quarantined"]:,} 行）
  総括表            {figures["summaries"]:>12,} 件　他部署の資料 {figures["departments"]:,} 件
  特定              {found:>12,} 件（番号 {matched["number"]:,}・完全一致 {matched["exact"]:,}・\
類似度 {matched["scored"]:,}、職員の確認待ち {matched["queue"]:,}）
  資料間のチェック  {figures["findings"]:>12,} 件の確認事項
  資料の締め        {CLOSING[figures["closing"]].format(figures["undecided"])}
  課税対象者        {figures["assessed"]:>12,} 人（うち課税 {figures["taxed"]:,} 人）
  税額              {tax:>12,} 円（市 {figures["municipal"]:,}・県 {figures["prefectural"]:,}・\
森林環境税 {figures["forest"]:,}）
  期割              {figures["instalments"]:>12,} 件
  通知書            {figures["notice_pages"]:>12,} ページ

Seconds of each stage:
{stages}

Notices:  {data / "notices"}
Figures:  {data / "summary.json"}
Pages:    make serve DATA={data}   then open http://127.0.0.1:8000/
Users (also in {data / "demo-users.txt"}):
{signing_in}"""

"""The lists of merging."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from juminzei.base.wareki import wareki_text
from juminzei.platform.staff.cells import NOWRAP, NUMBER, ROVING, moment
from juminzei.platform.staff.chips import marked

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

    from juminzei.apps.merging.models import Merge, MergeProposal
    from juminzei.apps.merging.selectors.candidates import Candidate

STATES = {"open": ("未処理", "warning"), "proposed": ("申請中", "plain")}


class CandidateTable(tables.Table):
    """Pairs that may be one person."""

    score = tables.Column("一致の度合い", attrs=NUMBER)
    survivor = tables.Column("残る番号", attrs=NOWRAP)
    merged_away = tables.Column("統合される番号", attrs=NOWRAP, orderable=False)
    name = tables.Column("氏名", orderable=False, empty_values=())
    birth_on = tables.Column("生年月日", orderable=False, empty_values=(), attrs=NOWRAP)
    reasons = tables.Column("理由", orderable=False)
    state = tables.Column("状態", orderable=False)

    class Meta:
        attrs = ROVING
        empty_text = "二重登録の候補はありません。"

    def render_score(self, record: Candidate) -> SafeString:
        """Link to the comparison."""
        link = reverse("merge_pair", args=[record.survivor.number, record.merged_away.number])
        text = f"{record.score // 10}.{record.score % 10} %"
        return format_html('<a href="{}" data-row>{}</a>', link, text)

    def render_survivor(self, record: Candidate) -> str:
        """Return the number that would stay."""
        return f"{record.survivor.number:010d}"

    def render_merged_away(self, record: Candidate) -> str:
        """Return the number that would lead to it."""
        return f"{record.merged_away.number:010d}"

    def render_name(self, record: Candidate) -> str:
        """Return both names, one if they are the same."""
        names = dict.fromkeys((record.survivor.name, record.merged_away.name))
        return " ／ ".join(names)

    def render_birth_on(self, record: Candidate) -> str:
        """Return the birth date as far as it is known."""
        born = record.survivor.birth_on or record.merged_away.birth_on
        return wareki_text(born) if born else "不詳"

    def render_state(self, record: Candidate) -> SafeString:
        """Return the state in a word, of a dismissed pair the reason."""
        label, look = STATES.get(record.state, (f"別人（{record.why_not}）", "good"))
        return marked(look, label)


class ProposalTable(tables.Table):
    """Proposals."""

    proposed_at = tables.Column("申請日時", attrs=NOWRAP)
    act = tables.Column("行為")
    survivor_id = tables.Column("残る番号", attrs=NOWRAP, orderable=False)
    merged_away_id = tables.Column("もう一方の番号", attrs=NOWRAP, orderable=False)
    reason = tables.Column("事由", orderable=False)
    proposed_by = tables.Column("申請者", orderable=False)
    decision = tables.Column("決定", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する申請はありません。"

    def render_proposed_at(self, value: datetime, record: MergeProposal) -> SafeString:
        """Link to the proposal."""
        link = reverse("merge_proposal", args=[record.pk])
        return format_html('<a href="{}" data-row>{}</a>', link, moment(value))

    def render_survivor_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_merged_away_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_proposed_by(self, record: MergeProposal) -> str:
        """Return who asked."""
        return f"{record.proposed_by.staff_number} {record.proposed_by.name}"

    def render_decision(self, record: MergeProposal) -> SafeString:
        """Return the decision in a word."""
        decision = getattr(record, "decision", None)
        if decision is None:
            return marked("warning", "決定待ち")
        label, look = ("承認", "good") if decision.agreed else ("却下", "plain")
        return marked(look, label)


class MergeTable(tables.Table):
    """Merges, those in force and those undone."""

    decided_at = tables.Column("統合日時", attrs=NOWRAP)
    survivor_id = tables.Column("残る番号", attrs=NOWRAP)
    merged_away_id = tables.Column("統合された番号", attrs=NOWRAP)
    decided_by = tables.Column("決定者", orderable=False)
    state = tables.Column("状態", orderable=False, empty_values=())

    class Meta:
        attrs = ROVING
        empty_text = "該当する統合はありません。"

    def render_decided_at(self, value: datetime, record: Merge) -> SafeString:
        """Link to the merge."""
        link = reverse("merge", args=[record.pk])
        return format_html('<a href="{}" data-row>{}</a>', link, moment(value))

    def render_survivor_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_merged_away_id(self, value: int) -> str:
        """Return all ten digits."""
        return f"{value:010d}"

    def render_decided_by(self, record: Merge) -> str:
        """Return who decided."""
        return f"{record.decided_by.staff_number} {record.decided_by.name}"

    def render_state(self, record: Merge) -> SafeString:
        """Return whether it holds."""
        undone = getattr(record, "separation", None) is not None
        label, look = ("分離済", "plain") if undone else ("統合中", "good")
        return marked(look, label)

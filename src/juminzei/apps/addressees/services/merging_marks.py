"""The mark that a number goes on under another; who decides so is not known here."""

from __future__ import annotations

from juminzei.apps.addressees.models import Addressee


class MergingMarkError(Exception):
    """The mark cannot be set or taken off; nothing was done."""


def mark_merged(number: int, *, into: int) -> None:
    """Let ``number`` lead to ``into``, inside the caller's act and lock.

    Raises:
        MergingMarkError: Either is merged away already, or they are the same.
    """
    standing = Addressee.objects.filter(pk__in={number, into}, merged_into=None)
    if len(standing.select_for_update()) < len((number, into)):
        raise MergingMarkError("統合できる番号ではありません。画面を読み直してください。")
    Addressee.objects.filter(pk=number).update(merged_into=into)


def unmark_merged(number: int) -> None:
    """Let ``number`` stand for itself again, inside the caller's act and lock.

    Raises:
        MergingMarkError: It is not merged away.
    """
    if not Addressee.objects.filter(pk=number).exclude(merged_into=None).update(merged_into=None):
        raise MergingMarkError("統合されていない番号です。画面を読み直してください。")

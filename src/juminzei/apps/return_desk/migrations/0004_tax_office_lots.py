"""Lots for the tax office; their steps and items stay as they were."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("return_desk", "0003_sealed_number_outcome"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TaxOfficeLot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申請日時")),
                ("tax_office", models.CharField(max_length=40, verbose_name="税務署")),
                ("first_day", models.DateField(verbose_name="完了日の初日")),
                ("last_day", models.DateField(verbose_name="完了日の末日")),
                ("due_on", models.DateField(verbose_name="収受を確認する期限")),
                ("count", models.IntegerField(verbose_name="件数")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "承認待ち"),
                            ("refused", "却下"),
                            ("granted", "承認済み（未作成）"),
                            ("made", "作成済み（未送付）"),
                            ("sent", "送付済み（収受の確認待ち）"),
                            ("confirmed", "税務署の収受を確認"),
                            ("withdrawn", "取下げ"),
                        ],
                        db_index=True,
                        max_length=9,
                        verbose_name="状態",
                    ),
                ),
                ("made_on", models.DateField(null=True, verbose_name="作成日")),
                (
                    "digest",
                    models.CharField(blank=True, max_length=64, verbose_name="一覧の SHA-256"),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申請者",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="return_desk.venue",
                        verbose_name="会場",
                    ),
                ),
            ],
            options={
                "verbose_name": "税務署への引継ぎ",
            },
        ),
        migrations.CreateModel(
            name="LotStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "承認待ち"),
                            ("refused", "却下"),
                            ("granted", "承認済み（未作成）"),
                            ("made", "作成済み（未送付）"),
                            ("sent", "送付済み（収受の確認待ち）"),
                            ("confirmed", "税務署の収受を確認"),
                            ("withdrawn", "取下げ"),
                        ],
                        max_length=9,
                        verbose_name="状態",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="記事")),
                ("done_at", models.DateTimeField(verbose_name="日時")),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="担当者",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="return_desk.taxofficelot",
                        verbose_name="引継ぎ",
                    ),
                ),
            ],
            options={
                "verbose_name": "税務署への引継ぎの経過",
                "constraints": [
                    models.UniqueConstraint(fields=("lot", "state"), name="lot_step_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LotItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.IntegerField(verbose_name="行")),
                (
                    "kind",
                    models.CharField(
                        choices=[("new", "新規"), ("corrected", "訂正"), ("cancelled", "取消")],
                        max_length=9,
                        verbose_name="区分",
                    ),
                ),
                ("version", models.IntegerField(verbose_name="履歴番号")),
                ("live", models.BooleanField(default=True, verbose_name="引継ぎ中・引継ぎ済")),
                (
                    "desk_return",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lot_items",
                        to="return_desk.deskreturn",
                        verbose_name="受付番号",
                    ),
                ),
                (
                    "former",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="return_desk.lotitem",
                        verbose_name="前の引継ぎ",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="return_desk.taxofficelot",
                        verbose_name="引継ぎ",
                    ),
                ),
            ],
            options={
                "verbose_name": "引き継ぐ申告",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("live", True)),
                        fields=("desk_return", "version"),
                        name="version_in_one_lot",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "new"), ("live", True)),
                        fields=("desk_return",),
                        name="return_new_in_one_lot",
                    ),
                ],
            },
        ),
        AppendOnly("LotStep"),
        AppendOnly("LotItem", changeable=["live"]),
    ]

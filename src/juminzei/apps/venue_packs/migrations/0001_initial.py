"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = [
        ("addressees", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SealedNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("desk_return", models.BigIntegerField(verbose_name="受付番号")),
                ("box", models.BinaryField(verbose_name="封印した番号")),
                ("sealed_at", models.DateTimeField(verbose_name="日時")),
            ],
            options={
                "verbose_name": "会場で封印した番号",
            },
        ),
        migrations.CreateModel(
            name="Pack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("venue", models.BigIntegerField(verbose_name="会場の番号")),
                ("venue_name", models.CharField(max_length=40, verbose_name="会場")),
                ("tax_year", models.IntegerField(verbose_name="年度")),
                ("first_day", models.DateField(verbose_name="初日")),
                ("last_day", models.DateField(verbose_name="末日")),
                ("due_on", models.DateField(verbose_name="返却期限")),
                (
                    "selection",
                    models.CharField(
                        choices=[
                            ("recipients", "前年度に窓口で申告した人（町名で絞る）"),
                            ("numbers", "宛名番号の一覧"),
                        ],
                        max_length=10,
                        verbose_name="対象者の選び方",
                    ),
                ),
                ("town", models.CharField(blank=True, max_length=60, verbose_name="町名")),
                ("staff_numbers", models.JSONField(verbose_name="使う職員")),
                ("reason", models.CharField(max_length=100, verbose_name="目的")),
                ("people", models.IntegerField(verbose_name="対象者数")),
                ("relatives", models.IntegerField(default=0, verbose_name="世帯員数")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "承認待ち"),
                            ("refused", "却下"),
                            ("approved", "承認済み（未書出し）"),
                            ("out", "持出中"),
                            ("back", "返却済み（取込待ち）"),
                            ("merged", "取込済み"),
                            ("lost", "紛失"),
                            ("revoked", "無効"),
                        ],
                        db_index=True,
                        max_length=8,
                        verbose_name="状態",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="申請日時")),
                ("public_key", models.TextField(blank=True, verbose_name="持出の公開鍵")),
                ("secret_key", models.BinaryField(null=True, verbose_name="持出の秘密鍵（封印）")),
                (
                    "digest",
                    models.CharField(blank=True, max_length=64, verbose_name="ファイルの SHA-256"),
                ),
                ("brought", models.BinaryField(null=True, verbose_name="返却ファイル（封印）")),
                (
                    "brought_digest",
                    models.CharField(blank=True, max_length=64, verbose_name="返却の SHA-256"),
                ),
                (
                    "records_taken",
                    models.IntegerField(default=0, verbose_name="取り込んだ操作記録"),
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
                    "brought_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="返却の確認",
                    ),
                ),
            ],
            options={
                "verbose_name": "会場への持出",
            },
        ),
        migrations.CreateModel(
            name="PackStep",
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
                            ("approved", "承認済み（未書出し）"),
                            ("out", "持出中"),
                            ("back", "返却済み（取込待ち）"),
                            ("merged", "取込済み"),
                            ("lost", "紛失"),
                            ("revoked", "無効"),
                        ],
                        max_length=8,
                        verbose_name="状態",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=100, verbose_name="理由")),
                ("done_at", models.DateTimeField(verbose_name="日時")),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="操作者",
                    ),
                ),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="venue_packs.pack",
                        verbose_name="持出",
                    ),
                ),
            ],
            options={
                "verbose_name": "持出の経過",
            },
        ),
        migrations.CreateModel(
            name="BroughtReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(verbose_name="会場の受付番号")),
                ("addressee", models.BigIntegerField(verbose_name="宛名番号")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("taken", "取込済み"),
                            ("put_aside", "取込済み（窓口で保留）"),
                            ("conflict", "確認待ち"),
                            ("dropped", "取り込まない"),
                        ],
                        db_index=True,
                        max_length=10,
                        verbose_name="結果",
                    ),
                ),
                ("reasons", models.JSONField(default=list, verbose_name="確認が要る理由")),
                ("desk_return", models.BigIntegerField(null=True, verbose_name="受付番号")),
                ("taken_at", models.DateTimeField(verbose_name="取込日時")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="判断日時")),
                (
                    "decision",
                    models.CharField(blank=True, max_length=100, verbose_name="判断の理由"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="判断者",
                    ),
                ),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="venue_packs.pack",
                        verbose_name="持出",
                    ),
                ),
            ],
            options={
                "verbose_name": "持ち帰った申告",
                "constraints": [
                    models.UniqueConstraint(fields=("pack", "number"), name="return_brought_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PackedPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("relative", models.BooleanField(default=False, verbose_name="世帯員")),
                ("stood", models.JSONField(default=dict, verbose_name="持出のときの状態")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                        verbose_name="宛名番号",
                    ),
                ),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="persons",
                        to="venue_packs.pack",
                        verbose_name="持出",
                    ),
                ),
            ],
            options={
                "verbose_name": "持ち出した人",
                "constraints": [
                    models.UniqueConstraint(fields=("pack", "addressee"), name="person_packed_once")
                ],
            },
        ),
    ]

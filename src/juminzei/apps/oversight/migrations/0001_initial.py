"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = [
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=40, verbose_name="規則")),
                ("day", models.DateField(verbose_name="日")),
                ("staff_number", models.CharField(max_length=12, verbose_name="職員番号")),
                ("subject_id", models.CharField(blank=True, max_length=40, verbose_name="対象")),
                ("count", models.IntegerField(verbose_name="件数")),
                ("first_sequence", models.BigIntegerField(verbose_name="最初の通番")),
                ("last_sequence", models.BigIntegerField(verbose_name="最後の通番")),
                ("found_at", models.DateTimeField(verbose_name="検出日時")),
            ],
            options={
                "verbose_name": "異常アクセスの検出",
                "indexes": [models.Index(fields=["day"], name="finding_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule", "day", "staff_number", "subject_id"), name="found_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("in_order", "業務上正当"),
                            ("told", "本人に注意"),
                            ("incident", "事故として対応"),
                        ],
                        max_length=12,
                        verbose_name="判断",
                    ),
                ),
                ("reason", models.CharField(max_length=400, verbose_name="理由")),
                ("decided_at", models.DateTimeField(verbose_name="判断日時")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="oversight.accessfinding",
                    ),
                ),
            ],
            options={
                "verbose_name": "異常アクセスの判断",
            },
        ),
        migrations.CreateModel(
            name="InspectedDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="日")),
                ("records", models.BigIntegerField(verbose_name="操作記録の件数")),
                ("findings", models.IntegerField(verbose_name="見つかった件数")),
                ("rules", models.CharField(max_length=64, verbose_name="規則の版")),
                ("inspected_at", models.DateTimeField(verbose_name="点検日時")),
                (
                    "inspected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "点検した日",
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(verbose_name="宛名番号")),
                ("watched", models.BooleanField(verbose_name="注視する")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("public_life", "公職者・著名人"),
                            ("reported", "報道された人"),
                            ("staff", "職員とその家族"),
                            ("other", "その他"),
                        ],
                        max_length=12,
                        verbose_name="理由",
                    ),
                ),
                ("entered_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "注視対象者",
                "indexes": [models.Index(fields=["number"], name="watch_by_number")],
            },
        ),
    ]

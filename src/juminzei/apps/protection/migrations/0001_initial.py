"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = [
        ("addressees", "0002_append_only"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProtectionCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("domestic_violence", "配偶者等からの暴力"),
                            ("stalking", "ストーカー行為等"),
                            ("child_abuse", "児童虐待"),
                            ("other", "その他これらに準ずるもの"),
                        ],
                        max_length=20,
                        verbose_name="種別",
                    ),
                ),
                (
                    "applicant_role",
                    models.CharField(
                        choices=[
                            ("self", "本人"),
                            ("representative", "法定代理人"),
                            ("other", "その他（職権を含む）"),
                        ],
                        max_length=16,
                        verbose_name="申出者",
                    ),
                ),
                (
                    "applicant_name",
                    models.CharField(blank=True, max_length=120, verbose_name="申出者の氏名"),
                ),
                (
                    "other_party_name",
                    models.CharField(blank=True, max_length=120, verbose_name="相手方の氏名"),
                ),
                (
                    "consulted_body",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("police", "警察"),
                            ("support_centre", "配偶者暴力相談支援センター"),
                            ("child_centre", "児童相談所"),
                            ("other_city", "他の市区町村"),
                            ("court", "裁判所（保護命令等の書面）"),
                            ("other", "その他"),
                        ],
                        max_length=16,
                        verbose_name="相談機関",
                    ),
                ),
                (
                    "opinion",
                    models.CharField(blank=True, max_length=400, verbose_name="相談機関の意見"),
                ),
                ("registered_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "other_party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "支援措置の申出",
            },
        ),
        migrations.CreateModel(
            name="CaseStanding",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="standing",
                        serialize=False,
                        to="protection.protectioncase",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "決定待ち"),
                            ("temporary", "仮支援措置"),
                            ("active", "支援措置中"),
                            ("ended", "終了"),
                            ("turned_down", "却下"),
                        ],
                        max_length=12,
                        verbose_name="状態",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="期間の初日")),
                ("valid_until", models.DateField(verbose_name="期間の末日")),
                ("hidden_from", models.DateField(null=True, verbose_name="非表示の初日")),
                ("last_day", models.DateField(null=True, verbose_name="非表示の末日")),
                ("confirm_by", models.DateField(null=True, verbose_name="仮支援措置の確認期限")),
                ("changed_at", models.DateTimeField(verbose_name="変更日時")),
            ],
            options={
                "verbose_name": "支援措置の状態",
            },
        ),
        migrations.CreateModel(
            name="FlagReflection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("system", models.CharField(max_length=40, verbose_name="接続先")),
                ("may_answer", models.BooleanField(verbose_name="自動応答の可否")),
                ("reflected_at", models.DateTimeField(verbose_name="反映日時")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
            ],
            options={
                "verbose_name": "自動応答不可フラグの反映",
            },
        ),
        migrations.CreateModel(
            name="ProtectionRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[("begin", "開始"), ("extend", "延長"), ("end", "終了")],
                        max_length=8,
                        verbose_name="求める処理",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="期間の初日")),
                ("valid_until", models.DateField(verbose_name="期間の末日")),
                ("at_once", models.BooleanField(default=False, verbose_name="仮支援措置")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="事由")),
                ("requested_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="protection.protectioncase",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "支援措置の処理の申請",
            },
        ),
        migrations.CreateModel(
            name="ProtectionDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agreed", models.BooleanField(verbose_name="承認")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="所見")),
                ("decided_at", models.DateTimeField(verbose_name="決定日時")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="protection.protectionrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "支援措置の決定",
            },
        ),
        migrations.CreateModel(
            name="CaseMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("joint", models.BooleanField(verbose_name="併せて支援を求める者")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="protection.protectioncase",
                    ),
                ),
            ],
            options={
                "verbose_name": "支援措置の対象者",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "addressee"), name="covered_once_by_a_case"
                    )
                ],
            },
        ),
    ]

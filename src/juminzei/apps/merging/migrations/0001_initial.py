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
            name="MergeProposal",
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
                        choices=[("merge", "統合"), ("separation", "分離")],
                        max_length=10,
                        verbose_name="行為",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("became_resident", "住登外者が住民になった"),
                            ("returned", "再転入で新しい番号になった"),
                            ("entered_twice", "二重に登録した"),
                            ("same_corporation", "同じ法人の二重登録"),
                            ("other_person", "別の人と分かった"),
                            ("wrong_numbers", "番号を取り違えて統合した"),
                            ("premature", "確認が足りなかった"),
                        ],
                        max_length=16,
                        verbose_name="事由",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="確認した内容")),
                ("effect", models.JSONField(verbose_name="影響")),
                ("effect_digest", models.CharField(max_length=64, verbose_name="影響の SHA-256")),
                ("sides", models.JSONField(default=dict, verbose_name="資料の帰属")),
                ("proposed_at", models.DateTimeField(verbose_name="申請日時")),
                (
                    "merge",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="separation_proposals",
                        to="merging.merge",
                    ),
                ),
                (
                    "merged_away",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "survivor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
            ],
            options={
                "verbose_name": "宛名の統合・分離の申請",
                "indexes": [models.Index(fields=["proposed_at"], name="proposal_by_moment")],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("effect", models.JSONField(verbose_name="影響")),
                ("decided_at", models.DateTimeField(verbose_name="統合日時")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_away",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "survivor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made",
                        to="merging.mergeproposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "宛名の統合",
                "indexes": [models.Index(fields=["decided_at"], name="merge_by_moment")],
            },
        ),
        migrations.CreateModel(
            name="ProposalDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agreed", models.BooleanField(verbose_name="承認")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="決定の理由")),
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
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="merging.mergeproposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "宛名の統合・分離の決定",
            },
        ),
        migrations.CreateModel(
            name="Separation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("effect", models.JSONField(verbose_name="影響")),
                ("moved", models.JSONField(default=list, verbose_name="移した資料")),
                ("decided_at", models.DateTimeField(verbose_name="分離日時")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="separation",
                        to="merging.merge",
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="separated",
                        to="merging.mergeproposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "宛名の分離",
            },
        ),
        migrations.CreateModel(
            name="DismissedPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("relative", "家族・同居の別人"),
                            ("namesake", "同姓同名の別人"),
                            ("asked", "本人に確認して別人"),
                            ("other_office", "法人の別の事業所として登録"),
                        ],
                        max_length=16,
                        verbose_name="理由",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="確認した内容")),
                ("dismissed_at", models.DateTimeField(verbose_name="判断日時")),
                (
                    "dismissed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                    ),
                ),
            ],
            options={
                "verbose_name": "二重登録でない組",
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="dismissed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="lower_number_first",
                    ),
                ],
            },
        ),
    ]

"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = [
        ("assessment", "0002_append_only"),
        ("images", "0002_append_only"),
        ("jobs", "0001_initial"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReturnDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[("etax", "e-Tax"), ("ksk", "KSK")],
                        max_length=4,
                        verbose_name="区分",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("delivery", "国税庁から"), ("forwarded", "他市区町村から回送")],
                        max_length=9,
                        verbose_name="種類",
                    ),
                ),
                (
                    "delivery_id",
                    models.CharField(blank=True, max_length=60, verbose_name="配信番号"),
                ),
                ("sender", models.CharField(blank=True, max_length=6, verbose_name="回送元")),
                ("delivered_on", models.DateField(null=True, verbose_name="配信日")),
                ("count", models.IntegerField(default=0, verbose_name="件数")),
                ("digest", models.CharField(max_length=64, verbose_name="鍵付きダイジェスト")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("taking", "取込中"),
                            ("taken", "取込済"),
                            ("held", "保留（受け入れていない）"),
                        ],
                        max_length=6,
                        verbose_name="状態",
                    ),
                ),
                (
                    "problem",
                    models.CharField(blank=True, max_length=300, verbose_name="保留の理由"),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="回送の理由")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("paper", "紙"),
                            ("medium", "電子記録媒体（フラッシュメモリを除く）"),
                            ("internal", "庁内連携"),
                            ("network", "情報提供ネットワークシステム"),
                            ("eltax", "eLTAX"),
                            ("national_tax", "国税連携"),
                            ("desk", "窓口"),
                        ],
                        max_length=12,
                        verbose_name="入手方法",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="受領日時")),
                ("counts", models.JSONField(default=dict, verbose_name="内訳")),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="jobs.job",
                        verbose_name="処理",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="受領者",
                    ),
                ),
            ],
            options={
                "verbose_name": "国税連携の配信",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "held"), _negated=True),
                        fields=("source", "kind", "sender", "delivery_id"),
                        name="delivery_taken_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StagedReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.IntegerField(verbose_name="通番")),
                ("tax_year", models.IntegerField(verbose_name="年度")),
                ("reference", models.CharField(blank=True, max_length=40, verbose_name="整理番号")),
                ("person_key", models.CharField(max_length=64, verbose_name="本人の鍵")),
                ("content_key", models.CharField(max_length=64, verbose_name="内容の鍵")),
                ("name", models.CharField(max_length=120, verbose_name="氏名")),
                ("kana", models.CharField(max_length=120, verbose_name="フリガナ")),
                ("kana_key", models.CharField(max_length=120, verbose_name="フリガナの鍵")),
                ("birth_on", models.DateField(null=True, verbose_name="生年月日")),
                ("address", models.CharField(max_length=200, verbose_name="住所")),
                (
                    "address_january",
                    models.CharField(blank=True, max_length=200, verbose_name="１月１日の住所"),
                ),
                ("tax_office", models.CharField(blank=True, max_length=40, verbose_name="税務署")),
                ("received_on", models.DateField(verbose_name="収受日")),
                ("kind", models.CharField(max_length=4, verbose_name="申告種別")),
                ("has_number", models.BooleanField(default=False, verbose_name="個人番号の記載")),
                ("forms", models.JSONField(default=list, verbose_name="様式")),
                ("content", models.JSONField(default=dict, verbose_name="内容")),
                ("problems", models.JSONField(default=list, verbose_name="エラー")),
                ("remarks", models.JSONField(default=list, verbose_name="補記")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("taken", "課税資料"),
                            ("entry", "画像から入力待ち"),
                            ("check", "エラーの確認待ち"),
                            ("superseded", "新しい申告で差替え"),
                            ("duplicate", "二重提出（内容が同じ）"),
                            ("outside", "回送待ち"),
                            ("forwarded", "回送済"),
                        ],
                        max_length=10,
                        verbose_name="状態",
                    ),
                ),
                ("keep_until", models.DateField(verbose_name="保存期限")),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="national_returns.returndelivery",
                        verbose_name="配信",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="assessment.taxdocument",
                        verbose_name="課税資料",
                    ),
                ),
                (
                    "image_set",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="images.imageset",
                        verbose_name="画像",
                    ),
                ),
                (
                    "newer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="national_returns.stagedreturn",
                        verbose_name="新しい申告",
                    ),
                ),
            ],
            options={
                "verbose_name": "国税連携の申告",
                "indexes": [
                    models.Index(
                        fields=["tax_year", "state"], name="national_re_tax_yea_96ba39_idx"
                    ),
                    models.Index(fields=["person_key"], name="national_re_person__2e3cfb_idx"),
                    models.Index(fields=["kana_key"], name="national_re_kana_ke_6a0211_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("delivery", "seq"), name="return_staged_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Forwarding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("municipality", models.CharField(max_length=6, verbose_name="回送先")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("due_on", models.DateField(verbose_name="期限")),
                (
                    "staged",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forwarding",
                        to="national_returns.stagedreturn",
                        verbose_name="申告",
                    ),
                ),
            ],
            options={
                "verbose_name": "団体間回送",
            },
        ),
        migrations.CreateModel(
            name="ExpectedDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("etax", "e-Tax"), ("ksk", "KSK")],
                        max_length=4,
                        verbose_name="区分",
                    ),
                ),
                ("every_days", models.PositiveSmallIntegerField(verbose_name="間隔（日）")),
                ("valid_from", models.DateField(verbose_name="初日")),
                ("valid_until", models.DateField(verbose_name="末日")),
                ("entered_at", models.DateTimeField(verbose_name="登録日時")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登録者",
                    ),
                ),
            ],
            options={
                "verbose_name": "配信の予定",
            },
        ),
        migrations.CreateModel(
            name="ExportRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_year", models.IntegerField(verbose_name="年度")),
                ("form", models.CharField(max_length=10, verbose_name="様式")),
                ("columns", models.JSONField(verbose_name="列")),
                ("purpose", models.CharField(max_length=200, verbose_name="目的")),
                ("asked_at", models.DateTimeField(verbose_name="申請日時")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申請者",
                    ),
                ),
            ],
            options={
                "verbose_name": "申告データの出力の申請",
            },
        ),
        migrations.CreateModel(
            name="ExportDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("granted", models.BooleanField(verbose_name="承認")),
                ("decided_at", models.DateTimeField(verbose_name="決定日時")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="決定者",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="national_returns.exportrequest",
                        verbose_name="申請",
                    ),
                ),
            ],
            options={
                "verbose_name": "申告データの出力の決定",
            },
        ),
        migrations.CreateModel(
            name="ForwardingStep",
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
                        choices=[
                            ("decided", "回送を決定"),
                            ("sent", "回送"),
                            ("erased", "写しを消去"),
                        ],
                        max_length=8,
                        verbose_name="行為",
                    ),
                ),
                (
                    "delivery_id",
                    models.CharField(blank=True, max_length=60, verbose_name="回送の配信番号"),
                ),
                ("done_at", models.DateTimeField(verbose_name="日時")),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="行為者",
                    ),
                ),
                (
                    "forwarding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="national_returns.forwarding",
                        verbose_name="回送",
                    ),
                ),
            ],
            options={
                "verbose_name": "団体間回送の経過",
            },
        ),
        migrations.CreateModel(
            name="EntryPass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="回")),
                ("values", models.JSONField(verbose_name="入力")),
                ("entered_at", models.DateTimeField(verbose_name="入力日時")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入力者",
                    ),
                ),
                (
                    "staged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passes",
                        to="national_returns.stagedreturn",
                        verbose_name="申告",
                    ),
                ),
            ],
            options={
                "verbose_name": "画像からの入力",
                "constraints": [
                    models.UniqueConstraint(fields=("staged", "number"), name="entry_pass_once"),
                    models.UniqueConstraint(
                        fields=("staged", "entered_by"), name="entry_pass_by_another"
                    ),
                ],
            },
        ),
    ]

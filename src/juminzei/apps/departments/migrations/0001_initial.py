"""The first tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = [
        ("addressees", "0002_append_only"),
        ("documents", "0001_initial"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="DepartmentFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "store",
                    models.CharField(
                        choices=[
                            ("disability", "障害者手帳"),
                            ("assistance", "生活保護"),
                            ("premiums", "保険料"),
                            ("care", "介護の証明"),
                        ],
                        max_length=10,
                        verbose_name="種類",
                    ),
                ),
                ("department", models.CharField(max_length=40, verbose_name="部署")),
                ("whole", models.BooleanField(verbose_name="全件")),
                ("as_of", models.DateField(verbose_name="基準日")),
                ("made_on", models.DateField(verbose_name="作成日")),
                ("held", models.BooleanField(default=False, verbose_name="保留")),
                (
                    "held_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="保留の理由"),
                ),
                ("rows", models.IntegerField(verbose_name="行数")),
                ("accepted", models.IntegerField(verbose_name="受入")),
                ("unchanged", models.IntegerField(verbose_name="変更なし")),
                ("withdrawn", models.IntegerField(verbose_name="なくなったもの")),
                ("waiting", models.IntegerField(verbose_name="確認へ")),
                ("outside", models.IntegerField(verbose_name="対象外（保存しない）")),
                ("taken_at", models.DateTimeField(verbose_name="取込日時")),
                (
                    "received_file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="documents.receivedfile",
                        verbose_name="ファイル",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="取込者",
                    ),
                ),
            ],
            options={
                "verbose_name": "他部署のファイル",
                "indexes": [models.Index(fields=["store", "as_of"], name="dept_file_by_store")],
            },
        ),
        migrations.CreateModel(
            name="CareRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=20, verbose_name="整理番号")),
                ("row_number", models.IntegerField(verbose_name="行番号")),
                ("recorded_at", models.DateTimeField(verbose_name="記録日時")),
                ("withdrawn", models.BooleanField(default=False, verbose_name="取消")),
                ("kind", models.CharField(max_length=20, verbose_name="証明の種類")),
                ("grade", models.CharField(max_length=8, verbose_name="区分")),
                ("disability_class", models.IntegerField(default=0, verbose_name="障害の区分")),
                ("valid_from", models.DateField(verbose_name="有効開始日")),
                ("valid_until", models.DateField(null=True, verbose_name="有効終了日")),
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="departments.departmentfile",
                        verbose_name="ファイル",
                    ),
                ),
            ],
            options={
                "verbose_name": "介護の証明",
                "indexes": [
                    models.Index(fields=["reference", "id"], name="care_newest"),
                    models.Index(fields=["addressee", "id"], name="care_of_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssistanceRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=20, verbose_name="整理番号")),
                ("row_number", models.IntegerField(verbose_name="行番号")),
                ("recorded_at", models.DateTimeField(verbose_name="記録日時")),
                ("withdrawn", models.BooleanField(default=False, verbose_name="取消")),
                ("aids", models.CharField(max_length=60, verbose_name="扶助の種類")),
                ("living_aid", models.BooleanField(verbose_name="生活扶助")),
                ("valid_from", models.DateField(verbose_name="有効開始日")),
                ("valid_until", models.DateField(null=True, verbose_name="有効終了日")),
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="departments.departmentfile",
                        verbose_name="ファイル",
                    ),
                ),
            ],
            options={
                "verbose_name": "生活保護",
                "indexes": [
                    models.Index(fields=["reference", "id"], name="assistance_newest"),
                    models.Index(fields=["addressee", "id"], name="assistance_of_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisabilityRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=20, verbose_name="整理番号")),
                ("row_number", models.IntegerField(verbose_name="行番号")),
                ("recorded_at", models.DateTimeField(verbose_name="記録日時")),
                ("withdrawn", models.BooleanField(default=False, verbose_name="取消")),
                ("kind", models.CharField(max_length=20, verbose_name="手帳の種類")),
                ("grade", models.CharField(max_length=8, verbose_name="等級")),
                ("disability_class", models.IntegerField(verbose_name="障害の区分")),
                ("valid_from", models.DateField(verbose_name="有効開始日")),
                ("valid_until", models.DateField(null=True, verbose_name="有効終了日")),
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="departments.departmentfile",
                        verbose_name="ファイル",
                    ),
                ),
            ],
            options={
                "verbose_name": "障害者手帳",
                "indexes": [
                    models.Index(fields=["reference", "id"], name="disability_newest"),
                    models.Index(fields=["addressee", "id"], name="disability_of_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PremiumRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=20, verbose_name="整理番号")),
                ("row_number", models.IntegerField(verbose_name="行番号")),
                ("recorded_at", models.DateTimeField(verbose_name="記録日時")),
                ("withdrawn", models.BooleanField(default=False, verbose_name="取消")),
                (
                    "insurance",
                    models.CharField(
                        choices=[
                            ("kokuho", "国民健康保険"),
                            ("kaigo", "介護保険"),
                            ("kouki", "後期高齢者医療"),
                        ],
                        max_length=6,
                        verbose_name="保険",
                    ),
                ),
                ("income_year", models.IntegerField(verbose_name="納付の年")),
                ("withheld", models.BigIntegerField(verbose_name="年金からの天引額")),
                ("otherwise", models.BigIntegerField(verbose_name="その他の納付額")),
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="departments.departmentfile",
                        verbose_name="ファイル",
                    ),
                ),
            ],
            options={
                "verbose_name": "保険料",
                "indexes": [
                    models.Index(fields=["reference", "id"], name="premium_newest"),
                    models.Index(
                        fields=["addressee", "income_year", "id"], name="premium_of_person"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WaitingRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row_number", models.IntegerField(verbose_name="行番号")),
                (
                    "store",
                    models.CharField(
                        choices=[
                            ("disability", "障害者手帳"),
                            ("assistance", "生活保護"),
                            ("premiums", "保険料"),
                            ("care", "介護の証明"),
                        ],
                        max_length=10,
                        verbose_name="種類",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("kana", "カナ氏名が宛名と違う"),
                            ("birth", "生年月日が宛名と違う"),
                            ("grade", "等級・区分が規則にない"),
                            ("unreadable", "行が読めない"),
                        ],
                        max_length=10,
                        verbose_name="理由",
                    ),
                ),
                ("text", models.TextField(verbose_name="行")),
                ("findings", models.JSONField(default=list, verbose_name="内容")),
                (
                    "addressee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="addressees.addressee",
                        verbose_name="宛名番号",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waiting_rows",
                        to="departments.departmentfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "他部署の資料の確認待ち",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "row_number"), name="dept_row_waits_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RowDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taken", models.BooleanField(verbose_name="取り込んだ")),
                ("reason", models.CharField(max_length=100, verbose_name="理由")),
                ("decided_at", models.DateTimeField(verbose_name="判断日時")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="判断者",
                    ),
                ),
                (
                    "row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="departments.waitingrow",
                    ),
                ),
            ],
            options={
                "verbose_name": "確認待ちの判断",
            },
        ),
    ]

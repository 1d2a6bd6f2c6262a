"""The first tables."""

import django.db.models.deletion
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="KeyEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16, verbose_name="鍵")),
                ("act", models.CharField(max_length=20, verbose_name="行為")),
                ("at", models.DateTimeField(verbose_name="日時")),
                ("staff_number", models.CharField(max_length=12, verbose_name="職員番号")),
            ],
            options={
                "verbose_name": "鍵の履歴",
            },
        ),
        migrations.CreateModel(
            name="DataKey",
            fields=[
                (
                    "id",
                    models.CharField(
                        max_length=16, primary_key=True, serialize=False, verbose_name="識別子"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("numbers", "番号の封緘"), ("blind_index", "番号の照合")],
                        max_length=12,
                        verbose_name="用途",
                    ),
                ),
                ("primary", models.BooleanField(default=False, verbose_name="主鍵")),
                ("wrapped_by", models.CharField(max_length=16, verbose_name="包んだ鍵")),
                ("wrapped", models.BinaryField(verbose_name="包まれた鍵")),
            ],
            options={
                "verbose_name": "データ鍵",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("primary", True)),
                        fields=("purpose",),
                        name="one_primary_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_kind", models.CharField(max_length=40, verbose_name="対象の種類")),
                ("subject_id", models.BigIntegerField(verbose_name="対象")),
                ("field", models.CharField(max_length=40, verbose_name="欄")),
                (
                    "act",
                    models.CharField(
                        choices=[("linked", "紐付け"), ("unlinked", "解除")],
                        max_length=10,
                        verbose_name="行為",
                    ),
                ),
                ("reason", models.CharField(max_length=20, verbose_name="事由")),
                ("at", models.DateTimeField(verbose_name="日時")),
                ("staff_number", models.CharField(max_length=12, verbose_name="職員番号")),
                ("staff_name", models.CharField(max_length=60, verbose_name="氏名")),
            ],
            options={
                "verbose_name": "番号の紐付け履歴",
                "indexes": [
                    models.Index(
                        fields=["subject_kind", "subject_id"], name="vault_numbe_subject_9a218a_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_kind", models.CharField(max_length=40, verbose_name="対象の種類")),
                ("subject_id", models.BigIntegerField(verbose_name="対象")),
                ("field", models.CharField(max_length=40, verbose_name="欄")),
                ("purpose", models.CharField(max_length=20, verbose_name="利用目的")),
                ("reason", models.CharField(max_length=100, verbose_name="理由")),
                ("on", models.DateField(verbose_name="日")),
                ("at", models.DateTimeField(verbose_name="日時")),
                ("staff_number", models.CharField(max_length=12, verbose_name="職員番号")),
            ],
            options={
                "verbose_name": "番号の閲覧",
                "indexes": [
                    models.Index(
                        fields=["staff_number", "on"], name="vault_numbe_staff_n_d2f4af_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberViewAlert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("staff_number", models.CharField(max_length=12, verbose_name="職員番号")),
                ("on", models.DateField(verbose_name="日")),
                ("views", models.IntegerField(verbose_name="件数")),
                ("raised_at", models.DateTimeField(verbose_name="警告日時")),
            ],
            options={
                "verbose_name": "番号閲覧の警告",
                "constraints": [
                    models.UniqueConstraint(fields=("staff_number", "on"), name="one_alert_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="PairedDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("key_destruction", "鍵の廃棄"),
                            ("nonregistered", "住登外者の番号"),
                        ],
                        max_length=20,
                        verbose_name="事項",
                    ),
                ),
                ("subject", models.CharField(max_length=20, verbose_name="対象")),
                ("reason", models.CharField(max_length=20, verbose_name="事由")),
                ("asked_by", models.CharField(max_length=12, verbose_name="申請者")),
                ("asked_at", models.DateTimeField(verbose_name="申請日時")),
                ("decided_by", models.CharField(blank=True, max_length=12, verbose_name="決定者")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="決定日時")),
                ("agreed", models.BooleanField(null=True, verbose_name="承認")),
            ],
            options={
                "verbose_name": "二人の決定",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("asked_by")), _negated=True),
                        name="two_different_people",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agreed__isnull", True)),
                        fields=("matter", "subject"),
                        name="one_open_decision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SealedNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField()),
                ("field", models.CharField(max_length=40)),
                ("nonce", models.BinaryField()),
                ("ciphertext", models.BinaryField()),
                ("blind_index", models.BinaryField()),
                (
                    "key",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.datakey",
                    ),
                ),
            ],
            options={
                "verbose_name": "封緘された番号",
                "indexes": [
                    models.Index(
                        fields=["blind_index", "subject_kind", "field", "subject_id"],
                        name="vault_seale_blind_i_2a330a_idx",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_kind", "field", "subject_id"), name="one_number_per_place"
                    )
                ],
            },
        ),
    ]

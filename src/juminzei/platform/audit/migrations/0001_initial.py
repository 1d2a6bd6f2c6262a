"""The first tables."""

import django.db.models.deletion
from django.db import migrations, models

import juminzei.platform.audit.canonical_json
from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Archive",
            fields=[
                (
                    "number",
                    models.BigAutoField(primary_key=True, serialize=False, verbose_name="書庫番号"),
                ),
                ("first", models.BigIntegerField(verbose_name="最初の通番")),
                ("last", models.BigIntegerField(verbose_name="最後の通番")),
                ("checkpoint", models.BigIntegerField(verbose_name="最後の検証点")),
                ("last_at", models.DateTimeField(verbose_name="最後の記録日時")),
                ("manifest", models.CharField(max_length=64, verbose_name="目録の SHA-256")),
                ("made_at", models.DateTimeField(verbose_name="作成日時")),
                ("staff_number", models.CharField(max_length=12, verbose_name="作成者")),
            ],
            options={
                "verbose_name": "操作記録の書庫",
            },
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "number",
                    models.BigAutoField(
                        primary_key=True, serialize=False, verbose_name="検証点番号"
                    ),
                ),
                ("tree_size", models.BigIntegerField(verbose_name="記録件数")),
                ("root", models.CharField(max_length=64, verbose_name="木の根")),
                ("chain_head", models.CharField(max_length=64, verbose_name="最後の連鎖値")),
                ("made_at", models.DateTimeField(verbose_name="作成日時")),
                ("key_id", models.CharField(max_length=16, verbose_name="鍵ID")),
                ("signature", models.CharField(max_length=128, verbose_name="署名")),
                (
                    "frontier",
                    juminzei.platform.audit.canonical_json.CanonicalJSONField(
                        default=list, verbose_name="部分木の根"
                    ),
                ),
            ],
            options={
                "verbose_name": "操作記録の検証点",
            },
        ),
        migrations.CreateModel(
            name="CheckpointCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(verbose_name="検証点番号")),
                ("copied_at", models.DateTimeField(verbose_name="保存日時")),
            ],
            options={
                "verbose_name": "検証点の写し",
            },
        ),
        migrations.CreateModel(
            name="SigningKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key_id", models.CharField(max_length=16, unique=True, verbose_name="鍵ID")),
                ("public_key", models.CharField(max_length=64, verbose_name="公開鍵")),
                ("from_number", models.BigIntegerField(verbose_name="最初の検証点")),
                ("made_at", models.DateTimeField(verbose_name="作成日時")),
                (
                    "previous_key_id",
                    models.CharField(blank=True, max_length=16, verbose_name="前の鍵ID"),
                ),
                ("signature", models.CharField(max_length=128, verbose_name="署名")),
            ],
            options={
                "verbose_name": "検証点の署名鍵",
            },
        ),
        migrations.CreateModel(
            name="ArchiveStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("asked", "申請"),
                            ("refused", "却下"),
                            ("agreed", "承認"),
                            ("removed", "消去済"),
                        ],
                        max_length=8,
                        verbose_name="段階",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="日時")),
                ("staff_number", models.CharField(max_length=12, verbose_name="職員番号")),
                (
                    "archive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="audit.archive",
                    ),
                ),
            ],
            options={
                "verbose_name": "操作記録の消去の経過",
            },
        ),
        migrations.CreateModel(
            name="AuditRecord",
            fields=[
                (
                    "sequence",
                    models.BigAutoField(primary_key=True, serialize=False, verbose_name="通番"),
                ),
                ("outbox_id", models.BigIntegerField(unique=True, verbose_name="送信元通番")),
                ("recorded_at", models.DateTimeField(db_index=True, verbose_name="記録日時")),
                ("staff_number", models.CharField(max_length=12, verbose_name="職員番号")),
                ("function", models.CharField(blank=True, max_length=60, verbose_name="機能")),
                ("action", models.CharField(max_length=80, verbose_name="操作")),
                (
                    "subject_kind",
                    models.CharField(blank=True, max_length=60, verbose_name="対象種別"),
                ),
                ("subject_id", models.CharField(blank=True, max_length=40, verbose_name="対象")),
                (
                    "result",
                    models.CharField(
                        choices=[("done", "実施"), ("refused", "拒否"), ("failed", "失敗")],
                        default="done",
                        max_length=12,
                        verbose_name="結果",
                    ),
                ),
                ("content", models.TextField(verbose_name="内容")),
                ("previous_digest", models.CharField(max_length=64, verbose_name="前の連鎖値")),
                ("digest", models.CharField(max_length=64, verbose_name="連鎖値")),
            ],
            options={
                "verbose_name": "操作記録",
                "indexes": [
                    models.Index(fields=["subject_id", "recorded_at"], name="audit_by_subject"),
                    models.Index(
                        fields=["staff_number", "recorded_at", "action", "function", "result"],
                        name="audit_by_staff",
                    ),
                    models.Index(
                        fields=["function", "recorded_at", "staff_number", "result"],
                        name="audit_by_function",
                    ),
                    models.Index(
                        fields=["action", "recorded_at", "staff_number", "result"],
                        name="audit_by_action",
                    ),
                    models.Index(
                        fields=["result", "recorded_at", "staff_number", "function", "action"],
                        name="audit_by_result",
                    ),
                ],
            },
        ),
    ]

"""The first tables."""

import django.db.models.deletion
from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="種類")),
                ("key", models.CharField(max_length=120, unique=True, verbose_name="識別")),
                ("parameters", models.JSONField(default=dict, verbose_name="条件")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "待機"),
                            ("running", "実行中"),
                            ("stopping", "停止中"),
                            ("stopped", "停止"),
                            ("done", "完了"),
                            ("failed", "失敗"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="状態",
                    ),
                ),
                ("total", models.BigIntegerField(default=0, verbose_name="対象件数")),
                ("started_at", models.DateTimeField(null=True, verbose_name="開始日時")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="終了日時")),
                ("error", models.TextField(blank=True, verbose_name="エラー")),
            ],
            options={
                "verbose_name": "処理",
            },
        ),
        migrations.CreateModel(
            name="Chunk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField(verbose_name="番号")),
                ("first", models.BigIntegerField(verbose_name="先頭")),
                ("last", models.BigIntegerField(verbose_name="末尾")),
                ("size", models.BigIntegerField(verbose_name="件数")),
                ("done", models.BooleanField(default=False, verbose_name="完了")),
                ("worker", models.CharField(blank=True, max_length=80, verbose_name="実行者")),
                ("leased_until", models.DateTimeField(null=True, verbose_name="貸出期限")),
                ("fencing_token", models.BigIntegerField(default=0, verbose_name="柵番号")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="完了日時")),
                ("result", models.JSONField(default=dict, verbose_name="結果")),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chunks",
                        to="jobs.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "処理単位",
                "indexes": [
                    models.Index(
                        fields=["job", "done", "number"], name="jobs_chunk_job_id_224bf3_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("job", "number"), name="chunk_numbered_once")
                ],
            },
        ),
    ]

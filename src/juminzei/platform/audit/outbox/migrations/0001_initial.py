"""The first tables."""

from django.db import migrations, models

import juminzei.platform.audit.canonical_json
from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="OutgoingRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="記録日時")),
                ("staff_number", models.CharField(max_length=12, verbose_name="職員番号")),
                ("staff_name", models.CharField(max_length=60, verbose_name="職員氏名")),
                ("terminal", models.CharField(blank=True, max_length=40, verbose_name="端末")),
                ("function", models.CharField(blank=True, max_length=60, verbose_name="機能")),
                ("action", models.CharField(max_length=80, verbose_name="操作")),
                (
                    "subject_kind",
                    models.CharField(blank=True, max_length=60, verbose_name="対象種別"),
                ),
                ("subject_id", models.CharField(blank=True, max_length=40, verbose_name="対象")),
                ("purpose", models.CharField(blank=True, max_length=60, verbose_name="目的")),
                (
                    "result",
                    models.CharField(
                        choices=[("done", "実施"), ("refused", "拒否"), ("failed", "失敗")],
                        default="done",
                        max_length=12,
                        verbose_name="結果",
                    ),
                ),
                (
                    "details",
                    juminzei.platform.audit.canonical_json.CanonicalJSONField(
                        default=dict, verbose_name="詳細"
                    ),
                ),
                (
                    "drained",
                    models.BooleanField(db_index=True, default=False, verbose_name="送信済"),
                ),
            ],
            options={
                "verbose_name": "操作記録送信箱",
            },
        ),
        migrations.CreateModel(
            name="RemovedActs",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("archive", models.BigIntegerField(unique=True, verbose_name="書庫番号")),
                ("first_id", models.BigIntegerField(verbose_name="最初の送信元通番")),
                ("last_id", models.BigIntegerField(verbose_name="最後の送信元通番")),
                ("at", models.DateTimeField(verbose_name="日時")),
            ],
            options={
                "verbose_name": "消去した送信箱の範囲",
            },
        ),
    ]

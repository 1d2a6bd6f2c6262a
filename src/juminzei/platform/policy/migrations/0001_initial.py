"""The first tables."""

from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="InstalledMatrix",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField(unique=True, verbose_name="版")),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("lines", models.JSONField(verbose_name="権限の行")),
                ("added", models.IntegerField(verbose_name="加わった行")),
                ("removed", models.IntegerField(verbose_name="なくなった行")),
                ("staff_number", models.CharField(max_length=12, verbose_name="職員番号")),
                ("noticed_at", models.DateTimeField(verbose_name="日時")),
            ],
            options={
                "verbose_name": "権限表の版",
            },
        ),
        migrations.CreateModel(
            name="DeniedDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("staff_number", models.CharField(max_length=12, verbose_name="職員番号")),
                ("on", models.DateField(verbose_name="日")),
                ("count", models.IntegerField(default=0, verbose_name="拒否の回数")),
                ("last_at", models.DateTimeField(verbose_name="最後の拒否")),
                (
                    "alerted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="警告日時"),
                ),
            ],
            options={
                "verbose_name": "拒否の多い職員",
                "constraints": [
                    models.UniqueConstraint(fields=("staff_number", "on"), name="denied_day_once")
                ],
            },
        ),
    ]

"""The first tables."""

from django.db import migrations, models

from juminzei.platform.storage.first_tables import FirstTables


class Migration(FirstTables):
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="MinuteOfUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("limit", models.CharField(max_length=20, verbose_name="限度")),
                ("user", models.CharField(max_length=45, verbose_name="利用者")),
                ("minute", models.DateTimeField(verbose_name="分")),
                ("count", models.IntegerField(default=0, verbose_name="回数")),
            ],
            options={
                "verbose_name": "1分間の利用",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("limit", "user", "minute"), name="minute_of_use_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonLookedAt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("staff_number", models.CharField(max_length=12, verbose_name="職員番号")),
                ("addressee_number", models.BigIntegerField(verbose_name="宛名番号")),
                ("looked_at", models.DateTimeField(verbose_name="閲覧日時")),
            ],
            options={
                "verbose_name": "閲覧した人",
                "indexes": [
                    models.Index(fields=["staff_number", "looked_at"], name="looked_at_lately")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("staff_number", "addressee_number"), name="person_looked_at_once"
                    )
                ],
            },
        ),
    ]

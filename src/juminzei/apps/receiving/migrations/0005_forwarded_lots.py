"""A lot of another city waits for people to read its papers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("receiving", "0004_sender_letters"),
    ]

    operations = [
        migrations.AlterField(
            model_name="deliveredfile",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "受領"),
                    ("checked", "検査済"),
                    ("papers", "紙面の処理待ち"),
                    ("taken", "取込済"),
                    ("quarantined", "隔離"),
                    ("returned", "返却"),
                ],
                default="received",
                max_length=12,
                verbose_name="状態",
            ),
        ),
        migrations.AlterField(
            model_name="filestep",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "受領"),
                    ("checked", "検査済"),
                    ("papers", "紙面の処理待ち"),
                    ("taken", "取込済"),
                    ("quarantined", "隔離"),
                    ("returned", "返却"),
                ],
                max_length=12,
                verbose_name="状態",
            ),
        ),
    ]

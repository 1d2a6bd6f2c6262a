"""A list of one-stop notices that do not count here goes to the city that sent them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_append_only"),
    ]

    operations = [
        migrations.AlterField(
            model_name="consignment",
            name="kind",
            field=models.CharField(
                choices=[
                    ("documents", "課税資料の回送"),
                    ("notice", "他市町村への通知"),
                    ("one_stop", "申告特例の不適用の連絡"),
                ],
                max_length=9,
                verbose_name="種類",
            ),
        ),
    ]

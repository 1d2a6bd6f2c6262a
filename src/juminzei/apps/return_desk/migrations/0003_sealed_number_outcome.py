"""A number that was read at a venue is sealed for the city; the table stays append-only."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("return_desk", "0002_append_only"),
    ]

    operations = [
        migrations.AlterField(
            model_name="confirmation",
            name="number_outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("agrees", "記録の番号と一致"),
                    ("differs", "記録の番号と相違"),
                    ("not_on_record", "記録に番号がない"),
                    ("not_read", "番号の入力なし（市の記録で確認）"),
                    ("sealed", "会場で封印（市役所で照合）"),
                ],
                max_length=14,
                verbose_name="番号の照合",
            ),
        ),
    ]

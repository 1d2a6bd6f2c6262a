"""Rows that wait are found without reading those that are dealt with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0005_results_and_relatives")]

    operations = [
        migrations.AddIndex(
            model_name="quarantinedrow",
            index=models.Index(
                condition=models.Q(("resolved", False)),
                fields=["received_file"],
                name="quarantined_row_open",
            ),
        )
    ]

"""Files are found by their moment, and those that are not finished at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_way_of_file"), ("staff", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="receivedfile",
            index=models.Index(fields=["received_at"], name="received_file_by_moment"),
        ),
        migrations.AddIndex(
            model_name="receivedfile",
            index=models.Index(
                condition=models.Q(("complete", False)),
                fields=["received_at"],
                name="received_file_unfinished",
            ),
        ),
    ]

"""What was known of employers, what summaries said, and what was decided stays as it was."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("receiving", "0003_employers_and_summaries")]

    operations = [
        AppendOnly("EmployerVersion"),
        AppendOnly("UnknownEmployer"),
        AppendOnly("EmployerDecision"),
        AppendOnly("SummarySheet"),
        AppendOnly("SummaryDecision"),
    ]

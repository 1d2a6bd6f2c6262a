"""What was received, known, said, lent and decided stays as it was."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("receiving", "0001_initial")]

    operations = [
        AppendOnly("Delivery"),
        AppendOnly("DeliveryStep"),
        AppendOnly("FileStep"),
        AppendOnly("ReleaseRequest"),
        AppendOnly("ReleaseDecision"),
        AppendOnly("EmployerVersion"),
        AppendOnly("UnknownEmployer"),
        AppendOnly("EmployerDecision"),
        AppendOnly("SummarySheet"),
        AppendOnly("SummaryDecision"),
        AppendOnly("PunchBatch"),
        AppendOnly("PunchReturn"),
    ]

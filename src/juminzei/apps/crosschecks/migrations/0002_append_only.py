"""What was run, done and written stays as it was; a case itself tells how far it has come."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("crosschecks", "0001_initial")]

    operations = [
        AppendOnly("CheckRun", changeable=["new", "gone"]),
        AppendOnly("CaseEvent"),
        AppendOnly("CaseLetter"),
    ]

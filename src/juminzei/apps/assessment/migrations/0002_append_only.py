"""Lists, decisions about documents and the ledger stay as they were written."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]

    operations = [
        AppendOnly("TaxableList"),
        AppendOnly("TaxablePerson"),
        AppendOnly("MatchDecision"),
        AppendOnly("AssessmentVersion"),
        AppendOnly("Instalment"),
        AppendOnly("RowAct"),
        AppendOnly("DocumentClosing"),
    ]

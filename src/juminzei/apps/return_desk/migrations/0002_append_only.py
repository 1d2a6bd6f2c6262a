"""What was saved, claimed, confirmed and closed stays as it was."""

from django.db import migrations

from juminzei.platform.storage.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("return_desk", "0001_initial")]

    operations = [
        AppendOnly("DayClose"),
        AppendOnly("Permit"),
        AppendOnly("TicketStep"),
        AppendOnly("ReturnVersion"),
        AppendOnly("Attachment"),
        AppendOnly("Confirmation"),
        AppendOnly("WarningAnswer"),
        AppendOnly("Referral"),
        AppendOnly("ClaimedRelative"),
    ]

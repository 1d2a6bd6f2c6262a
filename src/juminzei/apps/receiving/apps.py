"""The Django application of receiving."""

from django.apps import AppConfig


class ReceivingConfig(AppConfig):
    """受領."""

    name = "juminzei.apps.receiving"
    label = "receiving"
    verbose_name = "受領"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the payers of every file looked at, however the file was taken in."""
        from juminzei.apps.assessment.api import listen_to_intake  # noqa: PLC0415 - models are ready now
        from juminzei.apps.receiving.services.unknown_employers import (  # noqa: PLC0415 - as above
            queue_payers_of_file,
        )

        listen_to_intake(queue_payers_of_file)

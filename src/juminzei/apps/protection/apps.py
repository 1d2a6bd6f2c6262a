"""The Django application of protected persons."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """支援措置."""

    name = "juminzei.apps.protection"
    label = "protection"
    verbose_name = "支援措置"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let whoever asks whose address is withheld hear of the cases decided here."""
        from juminzei.apps.addressees.api import (  # noqa: PLC0415 - its models must be there first
            add_source,
        )
        from juminzei.apps.protection.selectors.hiding import (  # noqa: PLC0415 - the same
            hidden_by_cases,
        )

        add_source(hidden_by_cases)

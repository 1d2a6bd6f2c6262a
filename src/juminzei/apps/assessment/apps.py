"""The Django application of assessment."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """個人住民税."""

    name = "juminzei.apps.assessment"
    label = "assessment"
    verbose_name = "個人住民税"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell images whom the evidence of a correction is about."""
        from juminzei.apps.assessment.services.propose_correction import (  # noqa: PLC0415 - models are there
            ABOUT,
            evidence_people,
        )
        from juminzei.apps.images.api import register_subject  # noqa: PLC0415 - the same

        register_subject(ABOUT, evidence_people)

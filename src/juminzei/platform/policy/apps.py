"""The Django application of the policy."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """権限."""

    name = "juminzei.platform.policy"
    label = "policy"
    verbose_name = "権限"
    default_auto_field = "django.db.models.BigAutoField"

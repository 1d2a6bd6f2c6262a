"""The Django application of the shared pages, templates and static files."""

import importlib

from django.apps import AppConfig
from django.conf import settings

from juminzei.web.configuration import ConfigurationError


class WebConfig(AppConfig):
    """Components, templates and pages that belong to no single system."""

    name = "juminzei.web"
    label = "web"

    def ready(self) -> None:
        """Have Django know what production refuses; refuse debug mode, however it came to be.

        Raises:
            ConfigurationError: Error pages would tell of the machine and its data.
        """
        importlib.import_module("juminzei.web.deployment_checks")
        importlib.import_module(
            "juminzei.web.sessions"
        )  # it hears of sign-ins from the first one on
        if settings.DEBUG and settings.CONFIGURATION.profile == "production":
            raise ConfigurationError(
                "DEBUG: 本番（JUMINZEI_PROFILE=production）では使えません。設定を外してください。"
            )

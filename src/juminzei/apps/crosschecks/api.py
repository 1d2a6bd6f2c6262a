"""What the web layer and other applications may ask of checks."""

from juminzei.apps.crosschecks.selectors.cases import case_people, relative_people
from juminzei.apps.crosschecks.selectors.denied import DeniedClaim, denied_claims
from juminzei.apps.crosschecks.services.reopen_case import reopen_denied_case

__all__ = ["DeniedClaim", "case_people", "denied_claims", "relative_people", "reopen_denied_case"]

"""What the web layer and other applications may ask of checks."""

from juminzei.apps.crosschecks.selectors.cases import case_people, relative_people
from juminzei.apps.crosschecks.selectors.denied import DeniedClaim, denied_claims

__all__ = ["DeniedClaim", "case_people", "denied_claims", "relative_people"]

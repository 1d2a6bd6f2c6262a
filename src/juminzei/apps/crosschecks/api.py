"""What the web layer may ask of checks."""

from juminzei.apps.crosschecks.selectors.cases import case_people, relative_people

__all__ = ["case_people", "relative_people"]

"""What every section of a law file has."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Figures of one subject, with the article that they stand in."""

    cite: str
    assumption: str = ""
    """What was assumed where no source was seen; shown wherever the figures are explained."""

"""The head of law files that hold from a day on, not for one tax year."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingBody:
    """What every standing law file says of itself."""

    schema: int
    name: str
    """Japanese, as it is told beside results."""
    status: str
    reviewed_by: tuple[str, ...]

    @property
    def warning(self) -> str:
        """What every output says while the file awaits its review; empty when it does not."""
        if self.status != "draft":
            return ""
        return f"{self.name}の法令データは確認中（draft）です。実際の賦課徴収には使えません。"

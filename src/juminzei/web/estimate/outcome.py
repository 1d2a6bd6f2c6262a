"""What the typed figures come to: this year's tax beside last year's, and every step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from juminzei.base.wareki import tax_year_text
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import ContractError, read
from juminzei.kernel.exemption import Exemption
from juminzei.kernel.explain import explained
from juminzei.kernel.telling import ToldStep, told
from juminzei.kernel.wording import wording

if TYPE_CHECKING:
    from juminzei.kernel.contract import Request

LINES = (
    ("aggregate_income", "合計所得金額"),
    ("deduction_total", "所得控除の合計"),
    ("tax_base", "課税標準額（総合課税）"),
    ("municipal_income_levy", "市町村民税 所得割"),
    ("prefectural_income_levy", "道府県民税 所得割"),
    ("municipal_per_capita_levy", "市町村民税 均等割"),
    ("prefectural_per_capita_levy", "道府県民税 均等割"),
    ("forest_environment_tax", "森林環境税"),
    ("total", "年税額"),
    ("withheld_levy_applied", "うち配当割額などから充てる額"),
    ("withheld_levy_refund", "配当割額などの還付・充当"),
)
IF_ANY = ("withheld_levy_applied", "withheld_levy_refund")
BASES = "tax_base_"


@dataclass(frozen=True, slots=True)
class Line:
    """One amount under both laws, yen; ``last`` is None where there is no law of that year."""

    label: str
    this: int
    last: int | None
    strong: bool

    @property
    def change(self) -> int:
        """How much more it is than last year."""
        return self.this - (self.last or 0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The trial's result."""

    year: str
    last_year: str
    city: str
    total: int
    last_total: int | None
    exempt: str
    lines: list[Line]
    steps: list[ToldStep]
    warnings: list[str]

    @property
    def change(self) -> int:
        """How much more the year's tax is than under last year's law."""
        return self.total - (self.last_total or 0)


def outcome_of(asked: dict[str, Any]) -> tuple[Request, Outcome]:
    """Return the tax of ``asked``, beside that of the same figures under last year's law.

    Raises:
        ContractError: The request cannot be calculated.
    """
    request = read(asked)
    assessment, steps = explained(TaxpayerColumns.from_sparse([request.columns]), request.law)
    row = assessment.row(0)
    last = _last_year(asked, request)
    warnings = [request.law.warning] if request.law.warning else []
    outcome = Outcome(
        year=tax_year_text(request.law.tax_year),
        last_year=tax_year_text(request.law.tax_year - 1),
        city=request.law.city.name,
        total=row["total"],
        last_total=None if last is None else last["total"],
        exempt=Exemption(row["exempt"]).label if row["exempt"] else "",
        lines=_lines(row, last),
        steps=told(steps),
        warnings=warnings,
    )
    return request, outcome


def _last_year(asked: dict[str, Any], request: Request) -> dict[str, int] | None:
    """Return the amounts under the law of the year before; ages stay what they are."""
    same = {key: value for key, value in asked.items() if key != "birth_date"}
    age = request.columns.get("age")
    before = same | {"tax_year": asked["tax_year"] - 1} | ({"age": age} if age else {})
    try:
        found = read(before)
    except ContractError:
        return None
    columns = TaxpayerColumns.from_sparse([found.columns])
    return explained(columns, found.law)[0].row(0)


def _lines(row: dict[str, int], last: dict[str, int] | None) -> list[Line]:
    separate = [(name, wording(name).label) for name in row if name.startswith(BASES) and row[name]]
    names = [*LINES[:3], *separate, *LINES[3:]]
    return [
        Line(label, row[name], None if last is None else last[name], strong=name == "total")
        for name, label in names
        if name not in IF_ANY or row[name] or (last and last[name])
    ]

"""A change of the law tried out on the ledger of six people whose tax is worked by hand.

The city's rate from 6 to 7 %: of the bases 2,380,000, 770,000, 2,690,000 and 1,590,000 (see
``support.small_city``) one hundredth more, 23,800, 7,700, 26,900 and 15,900, together 74,300.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import connections

from juminzei.apps.assessment.models import AssessmentRun, AssessmentVersion, RunState
from juminzei.apps.assessment.selectors.ledger_inputs import dense, ledger_parts
from juminzei.apps.assessment.services import simulate as simulating
from juminzei.apps.assessment.services.ledger_check import ledger_digest
from juminzei.apps.assessment.services.simulate import NoLedgerError, Simulation, simulate
from juminzei.apps.assessment.services.simulation_charts import charts
from juminzei.apps.assessment.services.start_run import start_run
from juminzei.kernel.assess import assess
from juminzei.kernel.column_kind import ColumnError
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.law_file import LawError
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.charts.bars import svg
from juminzei.platform.staff.services import NotPermittedError, batch_member
from support.moments import START
from support.small_city import TOTAL, City, calculated, small_city
from support.staff_members import clerk

if TYPE_CHECKING:
    from juminzei.kernel.assessment import Assessment
    from juminzei.kernel.law import Law

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
SEVEN: dict[str, Any] = {"city": {"income_levy": {"rate": "7/100"}}}
MORE = 23_800 + 7_700 + 26_900 + 15_900


@pytest.fixture
def city() -> City:
    return small_city()


@pytest.fixture
def run(city: City) -> AssessmentRun:
    """The city's ledger, fixed."""
    assert city.employee
    made = calculated(batch_member(START))
    AssessmentRun.objects.filter(pk=made.pk).update(state=RunState.FIXED, fixed_at=START)
    made.refresh_from_db()
    return made


def tried(change: dict[str, Any] = SEVEN, **options: Any) -> Simulation:
    actor = options.pop("actor", None) or batch_member(START)
    return simulate(tax_year=2026, change=change, actor=actor, at=START, **options)


def revenue(found: Simulation) -> dict[str, tuple[int, int]]:
    return {line.name: (line.before, line.after) for line in found.outcome.revenue}


def corrected(run: AssessmentRun, person: int, **inputs: int) -> None:
    """Append a second version of a person, as a correction would."""
    version = AssessmentVersion.objects.get(run=run, addressee=person)
    version.pk, version.version, version.inputs = None, 2, {**version.inputs, **inputs}
    version.save(force_insert=True)


def rows() -> dict[str, int]:
    """Count the rows of every table."""
    counted = {}
    for alias in connections:
        there = set(connections[alias].introspection.table_names())
        for model in apps.get_models():
            if model._meta.db_table in there:
                counted[f"{alias}.{model._meta.label}"] = model._base_manager.using(alias).count()
    return counted


def test_a_rate_of_seven_per_cent_brings_the_city_one_hundredth_of_every_base(
    run: AssessmentRun,
) -> None:
    found = tried()

    assert found.run == run
    assert found.outcome.people == 6
    assert revenue(found)["municipal_income_levy"] == (439_800, 439_800 + MORE)
    assert revenue(found)["total"] == (TOTAL, TOTAL + MORE)
    assert revenue(found)["prefectural"][0] == revenue(found)["prefectural"][1]
    assert found.outcome.everybody.losers == 4


def test_the_largest_changes_are_those_worked_by_hand(run: AssessmentRun, city: City) -> None:
    assert run
    assert [(one.number, one.difference) for one in tried().outcome.increases] == [
        (city.both, 26_900),
        (city.employee, 23_800),
        (city.leaver, 15_900),
        (city.pensioner, 7_700),
    ]


def test_before_the_change_stands_what_the_ledger_says(run: AssessmentRun) -> None:
    assert run
    found = tried()
    assert revenue(found)["total"][0] == TOTAL
    assert found.warnings == [found.law.before.warning]


def test_the_newest_version_of_everybody_counts(run: AssessmentRun, city: City) -> None:
    corrected(run, city.leaver, social_insurance=90_000)

    # 1,590,000 − 90,000: 900 less for the city now, and 15,000 more by the change.
    found = tried()
    assert found.outcome.people == 6
    assert revenue(found)["municipal_income_levy"] == (
        439_800 - 5_400,
        439_800 - 5_400 + MORE - 900,
    )


def test_a_ledger_that_another_law_made_is_told(run: AssessmentRun, city: City) -> None:
    assert run
    corrected(run, city.leaver, social_insurance=90_000)  # the decided total stays as it was

    (_draft, told) = tried().warnings
    assert "1 人で違います" in told
    assert f"{TOTAL:,} 円" in told


@pytest.mark.parametrize("size", [3, 6, 7, 100])
def test_a_ledger_read_in_parts_is_read_once_and_whole(
    run: AssessmentRun, city: City, size: int
) -> None:
    corrected(run, city.employee, widow=1)
    parts = list(ledger_parts(run, size=size))

    read = [int(number) for part in parts for number in part.addressee]
    assert read == sorted(vars_of(city))
    widows = {int(n) for part in parts for n in part.addressee[part.columns.widow]}
    assert widows == {city.employee}


def vars_of(city: City) -> list[int]:
    return [getattr(city, name) for name in City.__slots__]


def test_dense_columns_are_those_of_the_kernel(run: AssessmentRun) -> None:
    inputs = list(AssessmentVersion.objects.filter(run=run).values_list("inputs", flat=True))
    texts = [str(one).replace("'", '"') for one in inputs]
    ours, kernels = dense(texts), TaxpayerColumns.from_sparse(inputs)
    for name in TaxpayerColumns.__slots__:
        assert getattr(ours, name).tolist() == getattr(kernels, name).tolist()
        assert getattr(ours, name).dtype == getattr(kernels, name).dtype


def test_a_column_that_no_longer_exists_is_refused() -> None:
    with pytest.raises(ColumnError, match="gone: no such column"):
        dense(['{"gone": 1}'])


# ---- nothing is written ----


def test_nothing_is_written_but_one_record(run: AssessmentRun) -> None:
    actor = batch_member(START)
    before, digest = rows(), ledger_digest(run)
    versions = list(AssessmentVersion.objects.order_by("pk").values())
    tried(actor=actor)

    changed = {name: count - before[name] for name, count in rows().items()}
    assert {name: more for name, more in changed.items() if more} == {
        "default.outbox.OutgoingRecord": 1,
    }
    assert list(AssessmentVersion.objects.order_by("pk").values()) == versions
    assert ledger_digest(run) == digest
    fresh = AssessmentRun.objects.get()
    assert (fresh.state, fresh.totals, fresh.result_digest) == (
        run.state,
        run.totals,
        run.result_digest,
    )


def test_the_record_says_what_was_tried_on_which_ledger(run: AssessmentRun) -> None:
    member = clerk()
    found = tried({"title": "7％案", **SEVEN}, actor=member, least=3)

    record = OutgoingRecord.objects.latest("pk")
    assert (record.action, record.staff_number) == ("assessment.law.simulated", "1001")
    assert (record.subject_kind, record.subject_id) == ("assessment_run", str(run.pk))
    assert record.details == {
        "tax_year": 2026,
        "law": found.law.after.digest,
        "changes": {"city.income_levy.rate": "7％"},
        "least": 3,
        "with_numbers": False,
    }


def test_a_change_that_is_refused_leaves_no_record(run: AssessmentRun) -> None:
    assert run
    records = OutgoingRecord.objects.count()
    with pytest.raises(LawError, match=r"案\.toml: city\.income_levy\.rate"):
        tried({"city": {"income_levy": {"rate": "2/1"}}}, file="案.toml")
    assert OutgoingRecord.objects.count() == records


def test_a_law_that_stays_is_calculated_once(
    run: AssessmentRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run
    laws: list[Law] = []

    def watched(columns: TaxpayerColumns, law: Law) -> Assessment:
        laws.append(law)
        return assess(columns, law)

    monkeypatch.setattr(simulating, "assess", watched)
    tried({})
    assert len(laws) == 1


# ---- whose it is, and on what ----


def test_only_who_may_simulate_does(run: AssessmentRun) -> None:
    assert run
    with pytest.raises(NotPermittedError):
        tried(actor=clerk("collection_clerk"))


def test_numbers_are_told_only_to_who_may_see_persons(
    run: AssessmentRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run
    asked = []

    def watched(_actor: object, function: str, *, on: object) -> None:
        assert on
        asked.append(function)

    monkeypatch.setattr(simulating, "require", watched)
    tried(with_numbers=True)
    assert asked == ["law.simulate", "person.view"]


def test_addressee_numbers_are_in_the_json_only_when_asked_for(
    run: AssessmentRun, city: City
) -> None:
    assert run
    number = f"{city.both:010d}"
    assert number not in str(tried().as_json())
    assert number in str(tried(with_numbers=True).as_json())


def test_the_json_says_what_changed_and_on_what_ledger(run: AssessmentRun) -> None:
    told = tried({"title": "7％案", **SEVEN}).as_json()

    assert (told["tax_year"], told["title"]) == (2026, "7％案")
    assert told["ledger"] == {
        "run": run.pk,
        "state": "fixed",
        "result_digest": run.result_digest,
    }
    assert told["changes"][0]["new"] == "7％"
    assert told["law"]["before"] == run.law_digest != told["law"]["after"]


def test_without_a_ledger_it_is_said_what_to_do_first(city: City) -> None:
    assert city
    with pytest.raises(NoLedgerError, match="juminzei assess --tax-year 2026"):
        tried()


def test_a_ledger_still_being_calculated_is_none(city: City) -> None:
    assert city
    start_run(tax_year=2026, actor=batch_member(START), at=START)
    with pytest.raises(NoLedgerError, match="まだありません"):
        tried(draft=True)


def test_a_ledger_not_fixed_must_be_asked_for_and_says_what_it_is(city: City) -> None:
    assert city
    calculated(batch_member(START))

    with pytest.raises(NoLedgerError, match=r"「計算済」.*--draft"):
        tried()
    found = tried(draft=True)
    assert "確定前の計算結果による試算です。" in found.warnings
    assert revenue(found)["total"] == (TOTAL, TOTAL + MORE)


# ---- pictures ----


def test_every_chart_is_drawn_and_tells_its_sums(run: AssessmentRun) -> None:
    assert run
    drawn = charts(tried().outcome)

    assert set(drawn) == {"revenue", "income", "age", "family", "mean", "change"}
    assert f"差は {MORE:,}円" in drawn["revenue"].description
    assert "増える人は 4 人" in drawn["age"].description
    assert all("</svg>" in svg(chart) for chart in drawn.values())


def test_what_is_withheld_is_not_drawn_either(run: AssessmentRun) -> None:
    assert run
    drawn = charts(tried(least=5).outcome)
    assert {value for _, values in drawn["income"].rows for value in values} <= {0, None}
    assert None in [value for _, (value,) in drawn["mean"].rows]

"""Days of events: open days of the city hall, delays, and the turn of the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from juminzei.base.business_days import is_closed
from juminzei.synthetic.dice import Dice
from juminzei.synthetic.register import days

NEW_YEAR = date(2026, 1, 1)


def test_open_days_run_from_the_day_after_the_extract_to_the_end_of_march() -> None:
    found = days.open_days()
    assert found[0] == date(2025, 12, 16) == days.EXTRACT_ON + timedelta(days=1)
    assert found[-1] == date(2026, 3, 31)
    assert date(2025, 12, 26) in found
    assert not any(is_closed(day) for day in found)
    # 12 January, 11 and 23 February and 20 March are holidays of 2026.
    assert not {date(2026, 1, 12), date(2026, 2, 11), date(2026, 2, 23)} & set(found)
    assert date(2026, 3, 20) not in found


def test_the_first_three_events_fall_around_new_year_and_are_entered_after_it() -> None:
    first = days.draw(3, Dice(1))
    assert [event.effective for event in first] == [
        date(2025, 12, 31),
        date(2026, 1, 1),
        date(2026, 1, 2),
    ]
    assert all(event.entered >= date(2026, 1, 5) for event in first)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_events_are_possible(count: int) -> None:
    assert len(days.draw(count, Dice(1))) == count


def test_events_are_entered_on_open_days_within_three_weeks_of_happening() -> None:
    for event in days.draw(2_000, Dice(1)):
        assert event.entered in days.open_days()
        assert timedelta(0) <= event.entered - event.effective <= timedelta(days=21)


def test_only_announced_events_may_lie_ahead() -> None:
    late = days.draw(2_000, Dice(1))
    ahead = days.draw(2_000, Dice(1), ahead=True)
    assert not any(event.effective > event.entered for event in late)
    assert any(event.effective > event.entered for event in ahead)
    assert any(event.effective < event.entered for event in ahead)


def test_about_a_quarter_of_events_fall_around_new_year() -> None:
    events = days.draw(4_000, Dice(1))
    near = [
        event
        for event in events
        if date(2025, 12, 27) <= event.effective <= date(2026, 1, 4)
        and event.entered >= date(2026, 1, 5)
    ]
    # 25 % made so, and of the others those few that fall there by themselves.
    assert 0.25 < len(near) / len(events) < 0.40


def test_both_december_and_january_are_found_among_late_entries() -> None:
    effective = {event.effective for event in days.draw(500, Dice(1))}
    assert {NEW_YEAR - timedelta(days=1), NEW_YEAR, NEW_YEAR + timedelta(days=1)} <= effective

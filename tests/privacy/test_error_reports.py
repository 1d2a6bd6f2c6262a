"""A mistake of the program tells where it happened, never whose number it was working on."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory, override_settings
from django.views.debug import get_exception_reporter_filter, technical_500_response

from juminzei.base.numbers.individual_number import MASK, IndividualNumber, check_digit
from juminzei.formats.blanking import blank_valid_numbers
from juminzei.web import number_blanking
from juminzei.web.error_log import Where
from juminzei.web.error_report import PlacesOnly
from support.installation import _environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BODY = "86420975311"
DIGITS = BODY + str(check_digit(BODY))
WIDE = DIGITS.translate({ord("0") + n: ord("０") + n for n in range(10)})
WRITTEN = {
    "plain": DIGITS,
    "full width": WIDE,
    "hyphens": "-".join([DIGITS[:4], DIGITS[4:8], DIGITS[8:]]),
    "wide spaces": "　".join([WIDE[:4], WIDE[4:8], WIDE[8:]]),
    "every digit apart": " ".join(DIGITS),
    "a zero before it": f"0{DIGITS}",
    "inside a longer run": f"77{DIGITS}77",
    "inside words": f"番号{DIGITS}は",
}
each_way = pytest.mark.parametrize("written", WRITTEN.values(), ids=list(WRITTEN))


def assert_unseen(shown: str) -> None:
    assert DIGITS not in blank_to_digits(shown)


def blank_to_digits(text: str) -> str:
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


@pytest.fixture(autouse=True)
def net_of_our_own() -> Iterator[None]:
    """The process keeps the hooks that the tests themselves hang on."""
    factory, hooks = logging.getLogRecordFactory(), (sys.excepthook, threading.excepthook)
    number_blanking.install()
    yield
    logging.setLogRecordFactory(factory)
    sys.excepthook, threading.excepthook = hooks


def refuse(text: str) -> NoReturn:
    raise ValueError(text)


def failing(request: HttpRequest, written: str) -> BaseException:
    """Return an error with a number in a local variable, in its text and in what was sent."""
    try:
        number, sent = IndividualNumber(DIGITS), request.POST
        refuse(f"{written}: {number} {sent}")
    except ValueError as error:
        return error


def asked(written: str) -> HttpRequest:
    return RequestFactory().post("/search/", {"anything": written})


@each_way
@pytest.mark.parametrize("debug", [False, True])
def test_no_report_of_an_error_shows_a_number(written: str, *, debug: bool) -> None:
    """T-Z09: in a local variable, in the message and in what was sent; as text and as a page."""
    request = asked(written)
    error = failing(request, written)
    with override_settings(DEBUG=debug):
        report = PlacesOnly(request, type(error), error, error.__traceback__)
        page = technical_500_response(request, type(error), error, error.__traceback__)
    for shown in (report.get_traceback_text(), report.get_traceback_html(), page.text):
        assert "test_error_reports.py" in shown
        assert_unseen(shown)


def test_the_filter_holds_everything_back() -> None:
    request = asked(DIGITS)
    kept = get_exception_reporter_filter(request)

    assert kept.get_post_parameters(request) == {}
    assert list(kept.get_traceback_frame_variables(request, sys._getframe())) == []
    assert kept.get_safe_settings() == {}
    assert kept.is_active(request)
    assert isinstance(request.POST, QueryDict)


@each_way
def test_a_log_line_of_anybody_shows_no_number(
    written: str, caplog: pytest.LogCaptureFixture
) -> None:
    """T-Z09: in the text, in an argument, in an error's text; of a library's logger too."""
    logger = logging.getLogger("some.library")
    with caplog.at_level(logging.INFO):
        logger.info("row refused: " + written)  # noqa: G003 - a library's own way
        logger.info("row refused: %s", written)
        logger.info("row refused: %(row)s", {"row": written})
        logger.error("failed", exc_info=failing(asked(written), written))
        logger.error("stack", stack_info=True)
    assert caplog.text.count("row refused") == 3
    assert "ValueError" in caplog.text
    assert_unseen(caplog.text)
    for record in caplog.records:
        assert_unseen(f"{record.msg} {record.args} {record.exc_text} {record.stack_info}")


def test_other_lines_stay_as_they_are(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        logging.getLogger("a").info("%s of %d took %.3f s at %s", "job", 12, 0.5, "2026-11-23 08")
    assert "job of 12 took 0.500 s at 2026-11-23 08" in caplog.text
    assert caplog.records[0].args == ("job", 12, 0.5, "2026-11-23 08")


def test_a_line_whose_form_is_broken_is_blanked_too() -> None:
    record = number_blanking.BlankedRecord("a", 20, "p", 1, f"%d {DIGITS}", ("x",), None)
    assert_unseen(str(record.msg))


def test_our_own_log_form_still_leaves_arguments_out() -> None:
    record = number_blanking.BlankedRecord("a", 40, "p", 1, "row %s", (DIGITS,), None)
    assert "row" not in Where().format(record)


@pytest.mark.parametrize(
    "text",
    [
        f"{DIGITS[:-1]}{(int(DIGITS[-1]) + 1) % 10}",
        "12345678901",
        "2026-11-23 08:18:07,123",
        "令和８年１１月２３日　１２時３４分",
    ],
)
def test_digits_that_are_no_number_stay(text: str) -> None:
    assert blank_valid_numbers(text) == text


@each_way
def test_a_run_that_holds_a_number_is_masked(written: str) -> None:
    assert MASK in blank_valid_numbers(written)
    assert_unseen(blank_valid_numbers(written))


def ran(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=_environment(folder / "data"),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("where", ["main", "thread"])
def test_a_program_that_breaks_off_shows_no_number(where: str, tmp_path: Path) -> None:
    """T-Z09: the traceback on standard error, of the program and of a thread."""
    raising = (
        "from juminzei.base.numbers.individual_number import check_digit\n"
        "from juminzei.web.number_blanking import install\n"
        "import threading\n"
        "install()\n"
        f"body = '{BODY}'\n"
        "def fail(): raise ValueError(body + str(check_digit(body)))\n"
    )
    end = "fail()" if where == "main" else "t = threading.Thread(target=fail); t.start(); t.join()"
    ended = ran(raising + end, tmp_path)
    assert "ValueError" in ended.stderr
    assert MASK in ended.stderr
    assert DIGITS not in ended.stderr


def test_a_program_that_breaks_off_without_one_tells_all(tmp_path: Path) -> None:
    code = "from juminzei.web.number_blanking import install; install(); 1 / 0"
    ended = ran(code, tmp_path)
    assert "ZeroDivisionError: division by zero" in ended.stderr


def test_the_settings_put_the_net_under_every_process(tmp_path: Path) -> None:
    code = (
        "import django, logging, sys; django.setup();"
        "print(logging.getLogRecordFactory(), sys.excepthook)"
    )
    ended = ran(code, tmp_path)
    assert "BlankedRecord" in ended.stdout
    assert "_print_blanked" in ended.stdout


CARELESS = """
from juminzei.web import settings
globals().update(vars(settings), DEBUG=True)
"""


def started(folder: Path, **changes: Any) -> subprocess.CompletedProcess[str]:
    """Start a command under settings of an operator's own, which have debug mode on."""
    (folder / "careless.py").write_text(CARELESS)
    environment = dict(_environment(folder / "data"))
    environment["PYTHONPATH"] += f":{folder}"
    environment.update(DJANGO_SETTINGS_MODULE="careless", **changes)
    return subprocess.run(
        [sys.executable, "-m", "juminzei.cli", "migrate"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_does_not_start_in_debug_mode(tmp_path: Path) -> None:
    """T-Z09: DEBUG accidentally true is refused, and named."""
    refused = started(tmp_path, JUMINZEI_PROFILE="production", JUMINZEI_MUNICIPALITY="112101")
    assert refused.returncode == 2
    assert "DEBUG" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_debug_mode_is_no_setting_of_ours(tmp_path: Path) -> None:
    refused = started(tmp_path, JUMINZEI_DEBUG="1")
    assert refused.returncode == 2
    assert "JUMINZEI_DEBUG: no such setting" in refused.stderr
    assert settings.DEBUG is False

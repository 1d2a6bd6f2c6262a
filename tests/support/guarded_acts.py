"""Every act of the services that a role is needed for, made ready to be carried out.

An act's ``ready`` enters what the act works on and returns the act itself, so that a test
can see what the act alone does, or that it does nothing.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from juminzei.apps.addressees.services.apply_changes import apply_changes
from juminzei.apps.addressees.services.decide_registration import decide_registration
from juminzei.apps.addressees.services.import_register import import_register
from juminzei.apps.addressees.services.register_nonregistered import register_nonregistered
from juminzei.apps.assessment.api import (
    DocumentKind,
    HandedDocument,
    end_document,
    take_documents,
)
from juminzei.apps.assessment.models import (
    AssessmentVersion,
    NoticeKind,
    QuarantinedRow,
    TaxDocument,
)
from juminzei.apps.assessment.services import decide_match
from juminzei.apps.assessment.services.fix_run import fix_run
from juminzei.apps.assessment.services.freeze_taxable import freeze_taxable
from juminzei.apps.assessment.services.intake import import_documents
from juminzei.apps.assessment.services.matching import match
from juminzei.apps.assessment.services.name_exceptions import name_exceptions
from juminzei.apps.assessment.services.print_explanation import print_explanation
from juminzei.apps.assessment.services.print_notices import print_notices
from juminzei.apps.assessment.services.resolve_row import resolve_row
from juminzei.apps.assessment.services.review_run import review_run
from juminzei.apps.assessment.services.simulate import simulate
from juminzei.apps.assessment.services.start_run import start_run
from juminzei.apps.assessment.services.view_person import view_person
from juminzei.formats import nonregistered
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.api_keys import issue_key, revoke_keys
from juminzei.platform.staff.services import batch_member
from juminzei.platform.vault.services import Place, reveal, seal
from support import records, registrations, report_files
from support.closing import closed
from support.document_rows import person_on_the_list, wage
from support.known_people import known
from support.moments import START, Ticking
from support.register_rows import (
    changes_file,
    enter,
    extract_file,
    individual_number,
    register_applied,
    resident,
)
from support.small_city import calculated, small_city
from support.staff_members import clerk

if TYPE_CHECKING:
    from collections.abc import Callable

    from juminzei.platform.staff.models import StaffMember

    Deed = Callable[[StaffMember], object]

CLERKS = frozenset({"tax_clerk", "tax_supervisor"})
CLERKS_AND_COMMANDS = CLERKS | {"batch"}
KUMAGAYA = "112020"


class Act(NamedTuple):
    """One act: how it is made ready, whose it is, and what it leaves on record."""

    ready: Callable[[], Deed]
    may: frozenset[str]
    recorded: str
    subject_kind: str


def _register() -> Deed:
    content = extract_file(resident(1), resident(2))
    return lambda who: import_register(content=content, name="r.csv", actor=who, at=START)


def _changes() -> Deed:
    _register()(batch_member(START))
    content = changes_file(1)
    return lambda who: apply_changes(content=content, name="c.csv", actor=who, at=START)


def _nonregistered() -> Deed:
    content = nonregistered.write([records.owner()])
    return lambda who: register_nonregistered(content=content, name="n.csv", actor=who, at=START)


def _freezing() -> Deed:
    register_applied(0, date(2026, 1, 5))
    enter(resident(1))
    return lambda who: freeze_taxable(tax_year=2026, actor=who, at=START)


def _intake() -> Deed:
    data = report_files.wages(report_files.wage())
    return lambda who: import_documents(
        data=data, name="w.csv", tax_year=2026, channel=Channel.ELTAX, actor=who, at=START
    )


RETURN = HandedDocument(
    kind=DocumentKind.NATIONAL_RETURN,
    tax_year=2026,
    channel=Channel.NATIONAL_TAX,
    source=Source.AGENCY,
    name="加藤　一郎",
    kana="カトウ　イチロウ",
    address="加須市三俣２－１－１",
)


def _handing_over() -> Deed:
    return lambda who: take_documents([RETURN], received_file_id=None, actor=who, at=START)


def _ending() -> Deed:
    document = wage(None, 1_000_000)
    return lambda who: end_document(
        document, state="cancelled", reason="二重の提出", actor=who, at=START
    )


def _matching() -> Deed:
    known(1)
    _intake()(batch_member(START))
    return lambda who: match(tax_year=2026, actor=who, at=START)


def _assigning() -> Deed:
    person = known(1)
    document = wage(None, 1_000_000)
    return lambda who: decide_match.assign(
        document_id=document, addressee_id=person, actor=who, at=START, note="電話で確認"
    )


def _forwarding() -> Deed:
    document = wage(None, 1_000_000)
    return lambda who: decide_match.forward(
        document_id=document, municipality=KUMAGAYA, actor=who, at=START
    )


def _holding() -> Deed:
    document = wage(None, 1_000_000)
    return lambda who: decide_match.hold(document_id=document, actor=who, at=START, note="照会中")


def _undoing() -> Deed:
    _matching()(batch_member(START))
    decision = TaxDocument.objects.get().decisions.get().pk
    return lambda who: decide_match.undo(decision_id=decision, actor=who, at=START)


def _resolving() -> Deed:
    wage(None, 1)
    file = ReceivedFile.objects.get()
    row = QuarantinedRow.objects.create(received_file=file, row_number=9, findings=[], raw="")
    return lambda who: resolve_row(row_id=row.pk, reason="不要", actor=who, at=START)


def _starting() -> Deed:
    small_city()
    return lambda who: start_run(tax_year=2026, actor=who, at=START)


def _reviewing() -> Deed:
    small_city()
    run = calculated(batch_member(START))
    return lambda who: review_run(run, actor=who, at=START)


def _fixing() -> Deed:
    small_city()
    run = calculated(batch_member(START))
    review_run(run, actor=batch_member(START), at=START)
    closed()
    return lambda who: fix_run(run, actor=who, at=START)


def _printing() -> Deed:
    small_city()
    calculated(batch_member(START))
    folder = Path(mkdtemp(prefix="notices-", dir=settings.DATA))
    return lambda who: print_notices(
        tax_year=2026,
        kind=NoticeKind.ORDINARY,
        ordinance="kazo",
        folder=folder,
        actor=who,
        clock=Ticking(),
    )


def _viewing() -> Deed:
    person = person_on_the_list(1)
    return lambda who: view_person(addressee_number=person, tax_year=2026, actor=who, at=START)


def _explaining() -> Deed:
    city = small_city()
    run = calculated(batch_member(START))
    version = AssessmentVersion.objects.get(run=run, addressee_id=city.employee)
    return lambda who: print_explanation(version, "total", actor=who, at=START)


def _issuing() -> Deed:
    return lambda who: issue_key(name="給与計算", actor=who, at=START)


def _revoking() -> Deed:
    issue_key(name="給与計算", actor=batch_member(START), at=START)
    return lambda who: revoke_keys(name="給与計算", actor=who, at=START)


def _naming() -> Deed:
    small_city()
    run = calculated(batch_member(START))
    return lambda who: name_exceptions(run, "no_document", actor=who, at=START)


def _simulating() -> Deed:
    small_city()
    calculated(batch_member(START))
    change = {"city": {"income_levy": {"rate": "7/100"}}}
    return lambda who: simulate(tax_year=2026, change=change, actor=who, at=START, draft=True)


def _proposing() -> Deed:
    return lambda who: registrations.proposed(who, at=START)


def _registering() -> Deed:
    proposal = registrations.proposed(clerk(staff_number="1999"), at=START)
    return lambda who: decide_registration(
        proposal_id=proposal.pk, agreed=True, actor=who, at=START
    )


def _revealing() -> Deed:
    place, person = Place("addressee", "own"), known(1)
    seal(place, [(person, individual_number(77))])
    return lambda who: reveal(place, person, actor=who, purpose="本人確認", at=START)


ACTS = {
    "住民記録の取込": Act(
        _register, CLERKS_AND_COMMANDS, "addressees.register.applied", "register_file"
    ),
    "異動の取込": Act(
        _changes, CLERKS_AND_COMMANDS, "addressees.register.applied", "register_file"
    ),
    "住登外者の登録": Act(
        _nonregistered,
        CLERKS_AND_COMMANDS,
        "addressees.nonregistered.registered",
        "received_file",
    ),
    "宛名の登録の申請": Act(
        _proposing,
        CLERKS_AND_COMMANDS,
        "addressees.registration.proposed",
        "registration_proposal",
    ),
    "宛名の登録の承認": Act(_registering, CLERKS, "addressees.registration.agreed", "addressee"),
    "課税対象者の確定": Act(
        _freezing,
        frozenset({"tax_supervisor", "batch"}),
        "assessment.taxable.frozen",
        "taxable_list",
    ),
    "課税資料の取込": Act(
        _intake, CLERKS_AND_COMMANDS, "assessment.documents.imported", "received_file"
    ),
    "課税資料の受入れ": Act(
        _handing_over, CLERKS_AND_COMMANDS, "assessment.documents.handed_over", ""
    ),
    "課税資料の取消": Act(
        _ending, CLERKS_AND_COMMANDS, "assessment.document.ended", "tax_document"
    ),
    "照合": Act(_matching, CLERKS_AND_COMMANDS, "assessment.documents.matched", ""),
    "特定": Act(_assigning, CLERKS, "assessment.match.decided", "tax_document"),
    "回送": Act(_forwarding, CLERKS, "assessment.match.decided", "tax_document"),
    "保留": Act(_holding, CLERKS, "assessment.match.decided", "tax_document"),
    "特定の取消": Act(_undoing, CLERKS, "assessment.match.decided", "tax_document"),
    "取込保留の処理": Act(
        _resolving,
        CLERKS_AND_COMMANDS,
        "assessment.quarantined_row.resolved",
        "quarantined_row",
    ),
    "当初賦課の計算": Act(
        _starting, CLERKS_AND_COMMANDS, "assessment.run.started", "assessment_run"
    ),
    "当初賦課の確認": Act(
        _reviewing, CLERKS_AND_COMMANDS, "assessment.run.reviewed", "assessment_run"
    ),
    "当初賦課の確定": Act(
        _fixing, frozenset({"tax_supervisor"}), "assessment.run.fixed", "assessment_run"
    ),
    "通知書の作成": Act(
        _printing, CLERKS_AND_COMMANDS, "assessment.notice_file.printed", "notice_file"
    ),
    "個人の閲覧": Act(
        _viewing,
        CLERKS_AND_COMMANDS | {"collection_clerk"},
        "addressees.person.viewed",
        "addressee",
    ),
    "計算の根拠の作成": Act(_explaining, CLERKS, "assessment.explanation.printed", "addressee"),
    "接続キーの発行": Act(
        _issuing, frozenset({"administrator", "batch"}), "staff.api_key.issued", "api_client"
    ),
    "接続キーの失効": Act(
        _revoking, frozenset({"administrator", "batch"}), "staff.api_key.revoked", "api_client"
    ),
    "例外の対象者の閲覧": Act(
        _naming,
        CLERKS_AND_COMMANDS | {"collection_clerk"},
        "assessment.exceptions.viewed",
        "assessment_run",
    ),
    "制度改正の試算": Act(
        _simulating, CLERKS_AND_COMMANDS, "assessment.law.simulated", "assessment_run"
    ),
    "個人番号の閲覧": Act(
        _revealing, frozenset({"tax_supervisor"}), "vault.number.revealed", "addressee"
    ),
}
"""By what the staff call it; who may is the city's rule, written down here by hand."""

"""Images of tax documents: the viewer, one page as a picture, a paper copy.

Whose image it is decides as on the person's own page: who is close to them needs a co-sign
(:mod:`juminzei.web.close_people`), a protected person's needs the permission to see their
address, and every page looked at is on record with the person, refused looks too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.addressees.api import protected
from juminzei.apps.images.api import ImageBrokenError, ImageGoneError, ImageSet, page_png, subjects
from juminzei.apps.images.forms import PrintForm
from juminzei.apps.images.print_purpose import PrintPurpose
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.keys.key_source import KeysetError
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.services import NotPermittedError

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember

VIEW, ADDRESS = "images.view", "address.protected.view"
CONFLICT = 409


@require_GET
def image_set(request: HttpRequest, image_set_id: int) -> HttpResponse:
    """Show the viewer; ``?page=`` is the page that it begins with."""
    at = now()
    acting(request, VIEW, at=at)
    images = _images(image_set_id)
    _permitted(request, images, at=at)
    asked = request.GET.get("page", "")
    first = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < len("1000") else 1
    context = {
        "image_set": images,
        "first": min(max(first, 1), images.pages),
        "numbers": range(1, images.pages + 1),
        "person": subjects([images.pk]).get(images.pk),
        "form": PrintForm(),
    }
    return render(request, "images/image_set.html", context)


@require_GET
def image_page(request: HttpRequest, image_set_id: int, page_number: int) -> HttpResponse:
    """Return one page as PNG, and record who looked at whose."""
    at = now()
    actor = acting(request, VIEW, at=at)
    images = _images(image_set_id)
    person = _permitted(request, images, at=at)
    try:
        png = page_png(images.pk, page_number)
    except ImageGoneError:
        raise Http404 from None
    except (ImageBrokenError, KeysetError) as error:
        _record("images.broken", images, person, actor, at, page=page_number)
        return render(request, "images/broken.html", {"problem": str(error)}, status=CONFLICT)
    _record("images.viewed", images, person, actor, at, page=page_number)
    return HttpResponse(png, content_type="image/png")


@require_POST
def image_print(request: HttpRequest, image_set_id: int) -> HttpResponse:
    """Show all pages for a paper copy that says who made it, when and what for."""
    at = now()
    actor = acting(request, VIEW, at=at)
    images = _images(image_set_id)
    person = _permitted(request, images, at=at)
    form = PrintForm(request.POST)
    if not form.is_valid():
        context = {"image_set": images, "first": 1, "form": form}
        return render(request, "images/image_set.html", context, status=422)
    purpose = PrintPurpose(form.cleaned_data["purpose"])
    _record("images.printed", images, person, actor, at, purpose=purpose, pages=images.pages)
    context = {
        "image_set": images,
        "numbers": range(1, images.pages + 1),
        "purpose": purpose.label,
        "at": at,
    }
    return render(request, "images/print.html", context)


def _images(image_set_id: int) -> ImageSet:
    if image_set_id >= 2**63:  # no column holds such a number, so that no set has it
        raise Http404
    return get_object_or_404(ImageSet, pk=image_set_id, erasure=None)


def _permitted(request: HttpRequest, images: ImageSet, *, at: datetime) -> int | None:
    """Return whom the images are about, if they may be looked at; count and record the look.

    Raises:
        NotPermittedError: They show a protected address, or too many people were looked at;
            the refusal is on record with the person.
    """
    person = subjects([images.pk]).get(images.pk)
    if person is None:
        return None
    actor = acting(request, VIEW, at=at)
    try:
        hidden = person in protected(at.date())
        if hidden:
            acting(request, ADDRESS, at=at)
        count_person(actor, person, at=at)
    except NotPermittedError:
        _record("images.refused", images, person, actor, at)
        raise
    if hidden:
        _record("addressees.protected_address.shown", images, person, actor, at)
    return person


def _record(
    action: str,
    images: ImageSet,
    person: int | None,
    actor: StaffMember,
    at: datetime,
    *,
    purpose: str = "",
    **details: object,
) -> None:
    about = ("image_set", str(images.pk)) if person is None else ("addressee", f"{person:010d}")
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind=about[0],
        subject_id=about[1],
        purpose=purpose,
        details={"image_set": images.pk, "about": images.about, **details},
    )

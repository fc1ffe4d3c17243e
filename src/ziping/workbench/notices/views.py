"""A person's notices: each sees their own, nobody else's."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ziping.wording import Message
from ziping.workbench.notices.models import MailWish, Notice
from ziping.workbench.notices.telling import message_of
from ziping.workbench.organisation.request import Request

_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class NoticeLine:
    notice: Notice
    said: Message


@login_required
@require_GET
def listed(request: Request) -> HttpResponse:
    page = Paginator(Notice.objects.filter(person=request.user), _A_PAGE).get_page(request.GET.get("page"))
    lines = [NoticeLine(notice, message_of(notice)) for notice in page]
    wish = MailWish.objects.filter(person=request.user).first()
    often = [(one, Message(f"notices.often.{one.value}")) for one in MailWish.Often]
    chosen = wish.often if wish else MailWish.Often.EACH
    return render(
        request, "notices/list.html", {"page": page, "lines": lines, "often": often, "chosen": chosen}
    )


@login_required
@require_POST
def follow(request: Request, notice: int) -> HttpResponse:
    """Read one, and go where it leads."""
    found = get_object_or_404(Notice, pk=notice, person=request.user)
    Notice.objects.filter(pk=found.pk, read_at__isnull=True).update(read_at=timezone.now())
    return redirect(found.link or "notices")


@login_required
@require_POST
def read_all(request: Request) -> HttpResponse:
    Notice.objects.filter(person=request.user, read_at__isnull=True).update(read_at=timezone.now())
    return redirect("notices")


@login_required
@require_POST
def wish(request: Request) -> HttpResponse:
    """How often to get mail (``often``)."""
    often = request.POST.get("often", "")
    if often not in MailWish.Often:
        raise Http404
    MailWish.objects.update_or_create(person=request.user, defaults={"often": often})
    return redirect("notices")

"""The live screens of polls. None of them is cached; they alone give and read the browser's token.

A vote costs one SQL statement (`Ballot.objects.cast`) and answers 303; a ballot screen costs two
(the result, the browser's own choice) besides what the site's frame needs.
"""

from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.intake.limits import is_readable
from cms.intake.origin import is_foreign_origin

from .archive import read_archive
from .ballots import Ballot, Refusal, VoteRefused
from .browser_token import give_token, new_token, read_token
from .poll import Poll
from .results import read_result

LARGEST_ID = 2**63 - 1
POLLS_ON_A_PAGE = 10
#: The header by which the script asks for fragments instead of whole pages.
FRAGMENT_HEADER = "X-Poll-Fragment"


@never_cache
@require_safe
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot and the result, as a page."""
    return _ballot_screen(request, pk, "polls/poll.html", timezone.now())


@never_cache
@require_safe
def box(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot and the result, as a fragment to be set into a page by the script."""
    response = _ballot_screen(request, pk, "polls/box.html", timezone.now())
    response["X-Robots-Tag"] = "noindex"
    return response


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a vote (POST: choice=<id>); whoever comes by GET is shown the ballot, nothing is counted.

    Exempt from Django's CSRF token so that no second cookie is needed: another site cannot vote for
    its visitor, because the browser token is SameSite=Lax, hence missing in a foreign POST, and a
    foreign Origin is refused besides. Refusals show the ballot again with the choice kept, and
    leave the ballot as it was.
    """
    if request.method != "POST":
        return redirect("polls:poll", pk=pk)
    now = timezone.now()
    is_fragment = FRAGMENT_HEADER in request.headers
    template = "polls/box.html" if is_fragment else "polls/poll.html"
    is_complete = is_readable(request)
    picked = _one_id(request.POST.getlist("choice")) if is_complete else None

    def refuse(message: str, status: int) -> HttpResponse:
        return _ballot_screen(request, pk, template, now, problem=message, picked=picked, status=status)

    if is_foreign_origin(request):
        return refuse(_("This vote was sent from another website and was not counted. Please vote here."), 403)
    token = read_token(request)
    if token is None and is_complete:
        if "retry" in request.POST:
            return refuse(
                _(
                    "Your vote was not counted: your browser does not keep the cookie that makes sure everybody "
                    "votes once. Please allow cookies for this site, then press “Vote” again."
                ),
                400,
            )
        return refuse(_("Your choice is kept, but not counted yet. Please press “Vote” once more."), 400)
    if picked is None:
        return refuse(_("Please pick one of the choices, then press “Vote”."), 400)
    try:
        Ballot.objects.cast(_known_id(pk), picked, token, now)
    except VoteRefused as refusal:
        if refusal.reason is Refusal.UNKNOWN_POLL:
            raise Http404(refusal.reason.label) from refusal
        return refuse(refusal.reason.label, 400 if refusal.reason is Refusal.UNKNOWN_CHOICE else 409)
    target = reverse("polls:box" if is_fragment else "polls:poll", args=[pk])
    return HttpResponseRedirect(target, status=303)


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """All polls, those open now first."""
    now = timezone.now()
    pages = Paginator(Poll.objects.archive(now), POLLS_ON_A_PAGE)
    page_of_polls = pages.get_page(request.GET.get("page"))
    return render(request, "polls/archive.html", {"polls": read_archive(page_of_polls, now), "pages": page_of_polls})


def _ballot_screen(
    request: HttpRequest,
    pk: int,
    template: str,
    now: datetime,
    problem: str = "",
    picked: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """The ballot of poll `pk` with the browser's own choice, and the token for the next vote."""
    result = read_result(Poll.objects.filter(pk=_known_id(pk)), now)
    if result is None:
        raise Http404(Refusal.UNKNOWN_POLL.label)
    token = read_token(request)
    mine = Ballot.objects.choice_of(result.pk, token)
    context = {
        "result": result,
        "mine": next((choice for choice in result.choices if choice.pk == mine), None),
        "picked": picked or mine,
        "problem": problem,
        "is_retry": bool(problem) and token is None,
    }
    response = render(request, template, context, status=status)
    give_token(response, token or new_token())
    return response


def _known_id(pk: int) -> int:
    """`pk` if a database can hold it; raises Http404 otherwise."""
    if pk > LARGEST_ID:
        raise Http404(Refusal.UNKNOWN_POLL.label)
    return pk


def _one_id(values: list[str]) -> int | None:
    """The one positive id in the sent `values`; None when there is none, more than one, or no id."""
    if len(set(values)) != 1 or not (values[0].isascii() and values[0].isdecimal()) or len(values[0]) > 19:
        return None
    number = int(values[0])
    return number if 0 < number <= LARGEST_ID else None

"""The notice before any data is asked for: who collects what, why, how long, and what rights people have."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.home.identity import OfficeIdentity
from plans.conferences.rules import DialogueRules

from .consent import ConsentText, Purpose


@require_safe
@cache_control(public=True, max_age=300)
def notice(request) -> HttpResponse:
    """The newest notice with the controller's name and contact, the texts of each consent, and earlier versions."""
    site, language = Site.find_for_request(request), get_language()
    current = ConsentText.objects.current_texts(language)
    context = {
        "office": OfficeIdentity.of_site(site),
        "months": (DialogueRules.objects.filter(site=site).first() or DialogueRules()).retention_months,
        "notice": current[Purpose.NOTICE],
        "consents": [current[Purpose.REGISTRATION], current[Purpose.REMINDERS]],
        "earlier": ConsentText.objects.filter(language=language).exclude(
            pk__in=[text.pk for text in current.values()]
        ),
    }
    return render(request, "registrations/notice.html", context)

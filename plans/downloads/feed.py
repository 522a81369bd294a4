"""The register as a feed for feed readers: the newest of the documents that an address asks for."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from plans.models import PlanRegisterPage
from plans.typesetting.characters import plain

ITEM_COUNT = 30


class RegisterFeed(Feed):
    """Published documents of one register as Atom, with the filters of its page."""

    feed_type = Atom1Feed

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=300)
        return response

    def get_object(self, request, pk: int):
        """The register, what was chosen from it, and the request."""
        register = PlanRegisterPage.objects.published().filter(pk=pk).first()
        if register is None:
            raise Http404
        return register, register.select(request.GET), request

    def title(self, asked):
        register, _selection, request = asked
        site = register.get_site()
        return plain(f"{register.title} – {(site and site.site_name) or request.get_host()}")

    def subtitle(self, asked):
        register, selection, _request = asked
        chosen = [option.label for each in selection.filters for option in each.options if option.is_selected]
        return plain(" · ".join([*chosen, selection.number] if selection.number else chosen) or register.summary)

    def link(self, asked):
        register, selection, request = asked
        return f"{register.get_full_url(request)}{selection.address}"

    def feed_url(self, asked):
        register, selection, request = asked
        return request.build_absolute_uri(reverse("register:feed", args=[register.pk]) + selection.address)

    feed_guid = feed_url

    @property
    def language(self):
        return get_language()

    def items(self, asked):
        _register, selection, request = asked
        newest = selection.plans.order_by("-sorted_on", "-pk").select_related("issuer", "locale")
        plans = list(newest.prefetch_related("subject_fields").defer_streamfields()[:ITEM_COUNT])
        for plan in plans:
            plan.feed_address = plan.get_full_url(request)
        return [plan for plan in plans if plan.feed_address]

    def item_title(self, plan):
        return plain(f"{plan.number} – {plan.title}" if plan.number else plan.title)

    def item_description(self, plan):
        return plain(plan.summary) or None

    def item_link(self, plan):
        return plan.feed_address

    def item_guid(self, plan):
        return plan.feed_address

    def item_pubdate(self, plan):
        day = plan.issued_on
        return timezone.make_aware(datetime.combine(day, time())) if day else plan.first_published_at

    def item_updateddate(self, plan):
        return plan.last_published_at or self.item_pubdate(plan)

    def item_author_name(self, plan):
        return plain(str(plan.issuer)) if plan.issuer else None

    def item_categories(self, plan):
        return [plain(str(each)) for each in (plan.type_name, *plan.subject_fields.all())]

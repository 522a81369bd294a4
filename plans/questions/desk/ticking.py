"""Screens on which the reception office ticks questions and does one thing with all of them."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..rights import Rights


class TickView(WagtailAdminTemplateMixin, TemplateView):
    """A list of `list_model` is above it, under the address `list_url_name`; `questions()` says what can be ticked.

    The form's field `chosen` holds what was ticked; `shows_conference` puts the conference beside each question.
    """

    _show_breadcrumbs = True
    list_model = None
    list_url_name = ""
    shows_conference = False

    def dispatch(self, request, *args, **kwargs):
        if not Rights(request.user).routes:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        label = self.list_model._meta.verbose_name_plural.capitalize()
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.list_url_name), "label": label},
            {"url": "", "label": self.page_title},
        ]

    def show(self, form, questions, status: int = 200):
        """The screen with `questions` and, in a bound form, what was ticked of them."""
        ticked = set(form.data.getlist("chosen")) if form.is_bound else set()
        rows = [(question, str(question.pk) in ticked) for question in questions]
        return self.render_to_response(self.get_context_data(form=form, rows=rows), status=status)

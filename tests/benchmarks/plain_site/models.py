"""The form page as Wagtail's documentation builds it."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractEmailForm, AbstractFormField


class PlainFormField(AbstractFormField):
    """One field of the form."""

    page = ParentalKey("PlainFormPage", on_delete=models.CASCADE, related_name="form_fields")

    class Meta(AbstractFormField.Meta):
        app_label = "plain_site"


class PlainFormPage(AbstractEmailForm):
    """The form."""

    class Meta:
        app_label = "plain_site"

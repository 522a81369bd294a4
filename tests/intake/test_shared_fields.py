"""Widgets shared by many forms of one class: no form leaves a trace in another."""

import pytest
from django import forms
from django.http import QueryDict

from cms.intake.form import PublicForm


class Order(PublicForm):
    own_widgets = frozenset({"size"})

    name = forms.CharField(max_length=20)
    size = forms.ChoiceField(choices=[("s", "Small")])
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def test_choices_given_to_one_form_are_not_in_the_next():
    first = Order()
    first.fields["size"].choices = [("l", "Large")]
    first.fields["size"].widget.attrs["data-most"] = "3"
    first.fields["name"].required = False
    second = Order()

    assert "Large" in str(first["size"])
    assert "Large" not in str(second["size"])
    assert "data-most" not in str(second["size"])
    assert second.fields["name"].required


def test_showing_a_form_with_errors_leaves_the_shared_widgets_as_they_were():
    before = [(name, dict(field.widget.attrs)) for name, field in Order.base_fields.items()]
    refused = Order(QueryDict("name=&kind=x"))
    assert not refused.is_valid()
    assert "aria-invalid" in refused.as_p()

    assert [(name, dict(field.widget.attrs)) for name, field in Order.base_fields.items()] == before
    assert "aria-invalid" not in Order().as_p()


@pytest.mark.parametrize("sent", ["name=a&name=b&size=s&kind=a", "name=&size=s&kind=a"])
def test_shared_fields_are_checked_like_others(sent):
    assert not Order(QueryDict(sent)).is_valid()
    assert Order(QueryDict("name=a&size=s&kind=a")).is_valid()

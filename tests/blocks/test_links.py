"""Links lead to one safe target, in the reader's language, and never to what readers cannot open."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from cms.blocks.links import LinkBlock, is_safe_address
from cms.pages.models import PlainPage


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://a.vn", "mailto:", "abc", "/x y"]
)
def test_addresses_that_are_none_or_run_scripts_are_refused(address):
    assert not is_safe_address(address)
    block = LinkBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"label": "x", "address": address}))


@pytest.mark.parametrize("address", ["https://dichvucong.gov.vn/", "mailto:a@b.vn", "tel:+842553822345"])
def test_web_mail_and_telephone_addresses_are_taken(address):
    assert is_safe_address(address)


def test_a_link_has_exactly_one_target():
    block = LinkBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"label": "x"}))


def test_a_link_to_a_page_leads_to_its_translation(home, english):
    page = home.add_child(instance=PlainPage(title="Giới thiệu", slug="gioi-thieu"))
    translated = page.copy_for_translation(english, copy_parents=True)
    translated.title = "About"
    translated.save_revision().publish()
    value = LinkBlock().to_python({"page": page.pk})
    with override("vi"):
        assert value.text == "Giới thiệu"
    with override("en"):
        assert value.text == "About"
        assert value.href == translated.url


def test_a_link_to_a_withdrawn_page_is_not_shown(home):
    page = home.add_child(instance=PlainPage(title="Cũ", slug="cu"))
    page.unpublish()
    assert LinkBlock().to_python({"page": page.pk}).href == ""

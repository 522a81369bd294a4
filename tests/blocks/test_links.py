"""Links lead to one safe target, in the reader's language, and never to what readers cannot open."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from cms.blocks.links import (
    ButtonsBlock,
    LinkBlock,
    LinksBlock,
    ShownLink,
    is_safe_address,
    links_for_readers,
)
from cms.pages.models import PlainPage
from tests.factories.site import make_plain, make_private, make_section


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
        assert [link.text for link in links_for_readers([value])] == ["Giới thiệu"]
    with override("en"):
        assert links_for_readers([value]) == [ShownLink(translated.url, "About")]
    make_private(translated)
    with override("en"):
        assert [link.text for link in links_for_readers([value])] == ["Giới thiệu"]


def test_a_link_to_a_withdrawn_page_is_not_shown(home):
    page = home.add_child(instance=PlainPage(title="Cũ", slug="cu"))
    page.unpublish()
    assert links_for_readers([LinkBlock().to_python({"page": page.pk})]) == []


@pytest.mark.parametrize(("name", "block"), [("buttons", ButtonsBlock()), ("links", LinksBlock())])
def test_the_title_of_a_page_closed_to_the_public_is_not_shown(home, name, block):
    section = make_section(home, "Nội bộ")
    page = make_plain(section, "Tờ trình mật")
    value = block.to_python({name: [{"page": page.pk}, {"address": "https://example.vn/"}]})
    assert "Tờ trình mật" in block.render(value)
    make_private(section)
    assert "Tờ trình mật" not in block.render(value)
    assert "https://example.vn/" in block.render(value)


def test_many_links_take_few_queries(home, django_assert_num_queries):
    pages = [make_plain(home, f"Trang {number}") for number in range(12)]
    values = [LinkBlock().to_python({"page": page.pk}) for page in pages]
    links_for_readers(values)
    with django_assert_num_queries(2):
        assert len(links_for_readers(values)) == 12

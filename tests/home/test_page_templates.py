"""What the page types of the house show."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string
from wagtail.models import Page

from cms.pages.models import RelatedPage
from tests.factories.site import make_office, make_plain, make_private, make_section


def headings(html: str, level: int) -> list[str]:
    return [
        re.sub(r"<[^>]+>", "", text).strip() for text in re.findall(rf"<h{level}[^>]*>(.*?)</h{level}>", html, re.S)
    ]


def test_every_page_has_one_main_heading(home, client):
    section = make_section(home, "Giới thiệu")
    make_plain(section, "Chức năng")
    make_office()
    for address, heading in [
        ("/", "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH QUẢNG NGÃI"),
        ("/gioi-thieu/", "Giới thiệu"),
        ("/gioi-thieu/chuc-nang/", "Chức năng"),
    ]:
        assert headings(client.get(address).content.decode(), 1) == [heading]


def test_front_page_shows_headline_and_introduction(home, client):
    home.headline, home.summary = "Lắng nghe công dân", "Nơi tiếp nhận câu hỏi."
    home.save()
    html = client.get("/").content.decode()
    assert headings(html, 1) == ["Lắng nghe công dân"]
    assert "Nơi tiếp nhận câu hỏi." in html


def test_front_page_opens_doors_to_published_pages_only(home, client):
    opened, draft, closed = (make_section(home, title, show_in_menus=False) for title in ("Mở", "Nháp", "Kín"))
    for page in (opened, draft, closed):
        home.related_pages.add(RelatedPage(related=page))
    home.save()
    Page.objects.filter(pk=draft.pk).update(live=False)
    make_private(closed)
    html = client.get("/").content.decode()
    assert re.findall(r'class="door" href="([^"]+)"', html) == ["/mo/"]
    assert "Nháp" not in html
    assert "Kín" not in html


def test_section_lists_what_is_published_below_it(home, client):
    section = make_section(home, "Kế hoạch")
    make_plain(section, "Công khai", summary="Tóm tắt của trang.")
    make_plain(section, "Bản nháp", live=False)
    make_private(make_plain(section, "Nội bộ"))
    html = client.get("/ke-hoach/").content.decode()
    assert headings(html, 2)[:1] == ["Công khai"]
    assert "Tóm tắt của trang." in html
    assert "Bản nháp" not in html
    assert "Nội bộ" not in html


def test_long_section_is_split_into_screens(home, client):
    section = make_section(home, "Kế hoạch")
    for number in range(45):
        make_plain(section, f"Trang {number:02}", show_in_menus=False)
    first = client.get("/ke-hoach/").content.decode()
    assert "Trang 19" in first
    assert "Trang 20" not in first
    assert 'href="?page=2"' in first
    third = client.get("/ke-hoach/?page=3").content.decode()
    assert "Trang 44" in third
    assert 'rel="next"' not in third


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9" * 5000, "1e9", "\x00", "２"])
def test_strange_screen_numbers_show_a_screen(home, client, number):
    make_plain(make_section(home, "Kế hoạch"), "Trang")
    assert client.get("/ke-hoach/", {"page": number}).status_code == 200


def test_empty_section_says_so(home, client):
    make_section(home, "Kế hoạch")
    assert "notice--info" in client.get("/ke-hoach/").content.decode()


def test_titles_are_shown_as_text(home, client):
    make_plain(home, "<b>Đậm</b> & đẹp", slug="dam")
    html = client.get("/dam/").content.decode()
    assert "<b>Đậm</b>" not in html
    assert "&lt;b&gt;Đậm&lt;/b&gt; &amp; đẹp" in html


class SampleForm(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Như trên giấy tờ")
    kind = forms.ChoiceField(
        label="Hình thức", choices=[("a", "Trực tiếp"), ("b", "Trực tuyến")], widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label="Lĩnh vực", choices=[("x", "Đo lường")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agree = forms.BooleanField(label="Đồng ý")
    question = forms.CharField(label="Câu hỏi", widget=forms.Textarea, required=False)
    key = forms.CharField(widget=forms.HiddenInput)


def rendered(form) -> str:
    fields = "".join(render_to_string("forms/field.html", {"field": field}) for field in form)
    return render_to_string("forms/error_summary.html", {"form": form}) + fields


def test_error_summary_links_lead_to_fields_that_exist():
    html = rendered(SampleForm({"question": "<Tôi hỏi>"}))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets == ["id_name", "id_kind_0", "id_agree"]
    for target in targets:
        assert f'id="{target}"' in html
    assert "autofocus" in html
    assert "&lt;Tôi hỏi&gt;" in html


def test_fields_name_their_hint_and_error():
    html = rendered(SampleForm({}))
    described = re.search(r'aria-describedby="([^"]+)"', html)[1].split()
    assert described == ["id_name_helptext", "id_name_error"]
    for name in described:
        assert f'id="{name}"' in html
    assert html.count('aria-invalid="true"') >= 2


def test_form_without_errors_has_no_summary():
    assert "error-summary" not in rendered(SampleForm())

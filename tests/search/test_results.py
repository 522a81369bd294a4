"""What is found and in which order; the suite runs these on SQLite and on PostgreSQL."""

import unicodedata
from datetime import date

import pytest
from wagtail.models import PageViewRestriction, Site

from cms.search.models import SearchEntry, SearchText
from cms.search.results import Filters, search
from cms.search.words import Query
from tests.factories.news import make_article, make_news_index
from tests.factories.plans import make_plan, make_register
from tests.factories.search import make_plain_page, write_index

pytestmark = pytest.mark.django_db


def found(root, typed, page=1, **filters):
    write_index()
    return search(Query.read(typed), Filters(**filters), page, root=root, locale=root.locale)


def titles(root, typed, **filters):
    return [
        entry.title.replace("<mark>", "").replace("</mark>", "") for entry in found(root, typed, **filters).results
    ]


@pytest.mark.parametrize(
    "typed",
    ["đối thoại", "doi thoai", "ĐỐI THOẠI", "Doi Thoại", "dối thoai", unicodedata.normalize("NFD", "đối thoại")],
)
def test_accents_and_capitals_do_not_matter(home, typed):
    make_plain_page(home, "Hội nghị", "Buổi đối thoại đầu năm")
    make_plain_page(home, "Liên hệ", "Địa chỉ của Sở")
    assert titles(home, typed) == ["Hội nghị"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Nghĩa Dũng", "nghia dung"), ("Quảng Ngãi", "quang ngai"), ("ĐẢNG ỦY", "đảng uỷ"), ("Lưu: VT", "luu vt")],
)
def test_names_of_the_documents_are_found(home, written, typed):
    make_plain_page(home, "Văn bản", f"Nơi nhận: {written}, 2022")
    assert titles(home, typed) == ["Văn bản"]


@pytest.mark.parametrize("typed", ["1891/KH-SKHCN", "1891 KH SKHCN", "KH-SKHCN", "1891khskhcn", "1891", "1891/KH"])
def test_a_document_number_is_found_whole_and_in_parts(home, typed):
    make_plain_page(home, "Dẫn chiếu", "Theo Kế hoạch số 1891/KH-SKHCN ngày 30/12/2021")
    make_plain_page(home, "Khác", "Kế hoạch số 18/QĐ-UBND")
    assert titles(home, typed) == ["Dẫn chiếu"]


def test_the_document_with_the_number_comes_before_those_that_cite_it(home):
    register = make_register(home)
    make_plan(register, title="Cải cách hành chính", slug="a", number="1891/KH-SKHCN", issued_on=date(2021, 12, 30))
    make_plain_page(home, "Tin mới về 1891/KH-SKHCN", "Kế hoạch số 1891/KH-SKHCN")
    assert titles(home, "1891 kh skhcn")[0] == "Cải cách hành chính"


def test_accents_as_typed_come_before_other_accents(home):
    make_plain_page(home, "Đối", "đối")
    make_plain_page(home, "Đơn vị", "đội trật tự")
    make_plain_page(home, "Đôi", "đôi")
    assert titles(home, "đội")[0] == "Đơn vị"
    assert set(titles(home, "đội")) == {"Đối", "Đơn vị", "Đôi"}


def test_words_side_by_side_come_before_words_apart(home):
    make_plain_page(home, "Danh bạ", "Điện thoại dành cho mọi đối tượng")
    make_plain_page(home, "Hội nghị", "Nội dung đối thoại")
    make_plain_page(home, "Danh bạ mới", "Đối tượng có điện thoại")
    assert titles(home, "doi thoai")[0] == "Hội nghị"


def test_a_title_comes_before_a_text_and_the_newer_before_the_older(home):
    index = make_news_index(home, title="Mục")
    make_article(index, title="Cũ", slug="cu", published_on=date(2020, 5, 1), body="đối thoại")
    make_article(index, title="Mới", slug="moi", published_on=date(2023, 5, 1), body="đối thoại")
    make_article(index, title="Đối thoại", slug="dt", published_on=date(2010, 5, 1))
    assert titles(home, "đối thoại") == ["Đối thoại", "Mới", "Cũ"]


def test_every_word_must_stand_somewhere_in_title_or_text(home):
    make_plain_page(home, "Phiếu đăng ký", "Gửi về Sở")
    make_plain_page(home, "Phiếu", "Đóng góp ý kiến")
    assert titles(home, "phieu so") == ["Phiếu đăng ký"]


def test_the_last_word_may_be_the_beginning_of_a_longer_one(home):
    make_plain_page(home, "Consultations", "Public hearings")
    assert titles(home, "public consult") == ["Consultations"]
    assert titles(home, "consult public") == []


@pytest.mark.parametrize(
    "typed",
    ['đối" OR "x', "doi*", "%", "_", "NEAR(doi thoai)", "doi NOT thoai", "'; DROP TABLE search_searchentry; --",
     "words:doi", "{title_words}:doi", "doi:*", "doi & !thoai", "doi | x", "\\", "doi\\", "^doi", "(((", "doi\x00",
     "-doi", "<->", "a' & 'b", "đ" * 10_000, "1e5 2.5e-3", "𞤀𞤁 ß İ ि"],
)  # fmt: skip
def test_what_databases_read_as_operators_is_read_as_text(home, typed):
    make_plain_page(home, "Hội nghị", "đối thoại")
    answer = found(home, typed)
    literal = Query.read(typed).words
    assert bool(answer.results) == (bool(literal) and set(literal) <= {"doi", "thoai", "hoi", "nghi"})
    assert SearchEntry.objects.exists()


@pytest.mark.parametrize("word", ["10e5kh", "1e5", "-5", "a_b", "x.y.z", "http://a.vn/b?c=d", "日本語", "ʼn", "²"])
def test_odd_words_are_found_as_they_were_written(home, word):
    make_plain_page(home, "Lạ", f"trước {word} sau")
    assert titles(home, word) == ["Lạ"]


def test_filters_narrow_and_their_counts_say_what_would_be_left(home):
    register, index = make_register(home, title="Văn bản"), make_news_index(home, title="Tin")
    make_plan(register, title="Đối thoại 1", slug="a", issued_on=date(2022, 1, 20))
    make_plan(register, title="Đối thoại 2", slug="b", issued_on=date(2023, 1, 20))
    make_article(index, title="Đối thoại 3", slug="c", published_on=date(2022, 3, 1))
    answer = found(home, "doi thoai", year=2022)
    assert answer.total == 2
    assert {(facet.value, facet.count) for facet in answer.types} == {("plans.planpage", 1), ("news.articlepage", 1)}
    assert [(facet.value, facet.count, facet.is_current) for facet in answer.years] == [
        ("2023", 1, False),
        ("2022", 2, True),
    ]
    assert titles(home, "doi thoai", year=2022, type_key="plans.planpage") == ["Đối thoại 1"]
    assert titles(home, "doi thoai", type_key="no.such") == []


def test_pages_of_results_do_not_overlap_and_end(home):
    for number in range(23):
        make_plain_page(home, f"Đối thoại {number}")
    pages = [found(home, "doi thoai", page=page) for page in (1, 2, 3)]
    shown = [result.title for answer in pages for result in answer.results]
    assert len(shown) == len(set(shown)) == 23
    assert pages[0].total == 23
    assert pages[0].last_page == 3
    assert found(home, "doi thoai", page=9999).page == 3


def test_only_published_pages_appear_even_when_the_index_lags_behind(home):
    page = make_plain_page(home, "Đối thoại")
    write_index()
    type(page).objects.filter(pk=page.pk).update(live=False)
    assert search(Query.read("doi"), Filters(), 1, root=home, locale=home.locale).total == 0


def test_private_pages_and_all_below_them_never_appear(home):
    parent = make_plain_page(home, "Mục kín")
    make_plain_page(parent, "Đối thoại kín")
    make_plain_page(home, "Đối thoại mở")
    assert found(home, "doi thoai").total == 2
    PageViewRestriction.objects.create(page=parent, restriction_type=PageViewRestriction.LOGIN)
    assert titles(home, "doi thoai") == ["Đối thoại mở"]


def test_a_page_moved_below_a_private_one_disappears(home):
    closed, page = make_plain_page(home, "Mục kín"), make_plain_page(home, "Đối thoại")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert found(home, "doi thoai").total == 1
    page.refresh_from_db()
    page.move(type(closed).objects.get(pk=closed.pk), pos="last-child")
    assert search(Query.read("doi thoai"), Filters(), 1, root=home, locale=home.locale).total == 0


def test_each_language_finds_its_own_pages(home, english):
    english_home = home.copy_for_translation(english)
    english_home.get_latest_revision().publish()
    make_plain_page(home, "Kế hoạch dialogue")
    make_plain_page(english_home, "Dialogue plan")
    assert titles(home, "dialogue") == ["Kế hoạch dialogue"]
    assert titles(type(home).objects.get(pk=english_home.pk), "dialogue") == ["Dialogue plan"]


def test_another_site_keeps_its_pages_to_itself(home):
    other = home.get_parent().add_child(instance=type(home)(title="Xã", slug="xa", locale=home.locale))
    Site.objects.create(hostname="xa.local", root_page=other)
    make_plain_page(other, "Đối thoại ở xã")
    assert titles(home, "doi thoai") == []
    assert titles(other, "doi thoai") == ["Đối thoại ở xã"]


def test_results_carry_what_a_reader_needs(home):
    register = make_register(home)
    make_plan(register, title="Kế hoạch <b>đối thoại</b>", slug="kh", summary="Về việc đối thoại & trả lời")
    (result,) = found(home, "doi thoai").results
    assert result.address.endswith("/ke-hoach/kh/")
    assert result.number == "15/KH-SKHCN"
    assert result.listed_on == date(2022, 1, 20)
    assert "&lt;b&gt;<mark>đối</mark>" in result.title
    assert "<mark>đối</mark> <mark>thoại</mark> &amp; trả lời" in result.excerpt


def test_the_number_of_queries_does_not_grow_with_the_results(home, django_assert_max_num_queries):
    for number in range(12):
        make_plain_page(home, f"Đối thoại {number}")
    write_index()
    with django_assert_max_num_queries(6):
        search(Query.read("đối thoại"), Filters(), 1, root=home, locale=home.locale)


def test_deleting_a_page_leaves_no_word_behind(home):
    page = make_plain_page(home, "Đối thoại")
    write_index()
    page.delete()
    assert not SearchText.objects.filter(pk=page.pk).exists()
    assert search(Query.read("doi"), Filters(), 1, root=home, locale=home.locale).total == 0

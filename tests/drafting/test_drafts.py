"""What becomes of a document when it is imported: a draft plan that holds all of it."""

import re
from datetime import UTC, date, datetime
from html import unescape
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from wagtail.models import Comment, Page

from cms.text import fold
from plans.drafting.concerns import EXPLANATIONS
from plans.drafting.content import LONGEST, content_of
from plans.drafting.document import Concern, without_space
from plans.drafting.drafts import import_document
from plans.drafting.facts import typed_of
from plans.drafting.models import ImportedText
from plans.drafting.recognising import normalise, recognise
from plans.drafting.tree import text_of, tree_of
from plans.models import PlanPage
from tests.drafting.test_conservation import DOCUMENTS
from tests.factories.drafting import make_editor, sample
from tests.factories.plans import make_issuer, make_register

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
SAMPLE_NAMES = [
    "articles",
    "commune",
    "markdown",
    "news_item",
    "no_letterhead",
    "portal_copy",
    "two_columns",
    "wrapped",
]


def import_text(text, register, **options):
    return import_document(recognise(text), register, now=NOW, **options)


def words_on(page) -> str:
    """Everything a reader of `page` finds on it, folded and without white space."""
    body = " ".join(str(value) for block in page.body.raw_data for value in _texts(block["value"]))
    day = page.issued_on
    days = [] if day is None else [f"{day:%d/%m/%Y}", f"ngày {day:%d} tháng {day.month} năm {day.year}"]
    rows = [basis.text for basis in page.legal_bases.all()]
    rows += [recipient.text for recipient in page.recipients.all()]
    rows += [text for signer in page.signers.all() for text in (signer.authority, signer.title, signer.name)]
    issuer = f"{page.issuer.parent_line} {page.issuer.name} {page.issuer.parent_line}" if page.issuer else ""
    fields = [page.title, page.number, page.place, page.document_type, issuer, *days, *rows, body]
    return squeezed(" ".join(fields))


def _texts(value):
    if isinstance(value, str):
        return [unescape(re.sub(r"<[^>]*>", "", value))]
    if "data" in value:
        return [cell or "" for row in value["data"] for cell in row]
    return [value.get("label", ""), value["heading"], unescape(re.sub(r"<[^>]*>", "", value.get("text", "")))]


def squeezed(text: str) -> str:
    return without_space(fold(text)).replace("thang0", "thang")


@pytest.mark.django_db
@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_every_word_of_a_document_stands_on_its_draft(home, name):
    document = recognise(sample(name))
    page, _earlier = import_document(document, make_register(home), now=NOW)
    found = words_on(PlanPage.objects.get(pk=page.pk))
    for part in document.parts():
        if part not in document.national_title:  # the portal sets it by itself
            assert squeezed(part.text) in found, part.text


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=DOCUMENTS)
@pytest.mark.django_db
def test_the_blocks_and_fields_of_any_document_hold_all_its_words(text):
    document = recognise(text)
    content = content_of(tree_of(document), NOW.date(), typed_of(document))
    body = "".join(without_space("".join(_texts(block["value"]))) for block in content.body)
    rows = [*content.legal_bases, *content.recipients, *(text for row in content.signers for text in row.values())]
    fields = [content.title, content.number, content.place, content.document_type]
    found = without_space(" ".join([*fields, *rows])) + body
    for part in document.parts():
        is_in_date = document.dated and part is document.dated.written and content.issued_on
        is_set_by_itself = part is document.type_line or part in document.national_title
        if not is_in_date and not is_set_by_itself:
            assert without_space(part.text) in found
    # The body keeps the order of the source; only the web site's own text comes last.
    tree = tree_of(document)
    assert is_subsequence(body, without_space("".join(text_of(node) for node in tree)))
    starts = [(node["concern"] == Concern.SITE_TEXT, node["start"]) for node in tree]
    assert starts == sorted(starts)


def is_subsequence(shorter: str, longer: str) -> bool:
    letters = iter(longer)
    return all(letter in letters for letter in shorter)


@pytest.mark.django_db
def test_a_draft_is_not_live_and_has_a_revision(home):
    page, earlier = import_text(sample("commune"), make_register(home))
    page = PlanPage.objects.get(pk=page.pk)
    assert earlier is None
    assert not page.live
    assert page.has_unpublished_changes
    assert page.latest_revision is not None
    assert page.current_workflow_state is None
    assert page.title.startswith("Tổ chức họp dân")
    assert page.slug.startswith("to-chuc-hop-dan")
    assert page.issued_on == date(2026, 1, 8)
    assert page.place == "Suối Mơ"
    assert page.document_type == "Kế hoạch"
    assert [row.text for row in page.recipients.all()] == ["Đảng ủy xã;", "CT, PCT UBND", "Lưu: VT."]
    assert [(row.title, row.name) for row in page.signers.all()] == [("CHỦ TỊCH", "Lý Mơ")]
    levels = [
        (block.value["level"], block.value["label"]) for block in page.body if block.block_type == "outline_item"
    ]
    assert levels[:3] == [("1", "I."), ("2", "1."), ("5", "-")]


@pytest.mark.django_db
def test_the_revision_holds_what_the_page_holds(home):
    page, _earlier = import_text(sample("two_columns"), make_register(home))
    latest = PlanPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert words_on(latest) == words_on(PlanPage.objects.get(pk=page.pk))


@pytest.mark.django_db
def test_a_draft_can_be_published_and_read(home, client):
    page, _earlier = import_text(sample("markdown"), make_register(home))
    page.get_latest_revision().publish()
    response = client.get(PlanPage.objects.get(pk=page.pk).url)
    assert response.status_code == 200
    assert "Mỗi người một trang" in response.content.decode()
    assert "<i>Mỗi người một trang</i>" in response.content.decode()


@pytest.mark.django_db
def test_markup_in_a_text_stays_text(home):
    page, _earlier = import_text(
        "KẾ HOẠCH\nThử <script>\n\nĐoạn <b>đậm</b> & <script>alert(1)</script>", make_register(home)
    )
    assert page.title == "Thử <script>"
    assert page.body.raw_data[0]["value"] == (
        "<p>Đoạn &lt;b&gt;đậm&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )


@pytest.mark.django_db
def test_the_same_text_again_makes_a_second_draft_and_names_the_first(home):
    register = make_register(home)
    first, _none = import_text(sample("commune"), register, name="xã.txt")
    second, earlier = import_text(sample("commune").replace("\n", "\r\n"), register, name="xa-2.txt")
    assert earlier == first
    assert second.pk != first.pk
    assert second.slug == f"{first.slug}-2"
    third, earlier = import_text(sample("commune"), register)
    assert (third.slug, earlier) == (f"{first.slug}-3", first)


@pytest.mark.django_db
def test_the_source_text_is_kept_as_read(home):
    page, _earlier = import_text(sample("two_columns"), make_register(home), name="/tmp/hai cột.txt")
    imported = ImportedText.objects.get(page=page)
    assert imported.text == normalise(sample("two_columns"))
    assert imported.name == "hai cột.txt"
    assert imported.imported_at == NOW


@pytest.mark.django_db
@pytest.mark.parametrize(
    "office",
    [
        {"name": "Sở Tài nguyên xanh tỉnh Hải Lâm", "parent_line": ""},
        {"name": "Sở Tài nguyên xanh", "parent_line": "UBND tỉnh Hải Lâm"},
        {"name": "SỞ TÀI NGUYÊN XANH", "parent_line": "Tỉnh Hải Lâm"},
    ],
)
def test_a_known_office_is_recognised_by_its_name(home, office):
    issuer = make_issuer(**office)
    page, _earlier = import_text(sample("portal_copy"), make_register(home))
    assert page.issuer == issuer
    assert "TỈNH HẢI LÂM" not in words_of_body(page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "office",
    [
        {"name": "Sở Tài nguyên", "parent_line": "UBND tỉnh Hải Lâm"},
        {"name": "Sở Tài nguyên xanh", "parent_line": "UBND tỉnh Hải Dương"},
    ],
)
def test_no_office_is_guessed_or_invented(home, office):
    issuer = make_issuer(**office)
    page, _earlier = import_text(sample("portal_copy"), make_register(home))
    assert page.issuer is None
    assert list(type(issuer).objects.all()) == [issuer]
    assert "SỞ TÀI NGUYÊN XANH TỈNH HẢI LÂM" in words_of_body(page)


def words_of_body(page) -> str:
    return " ".join(text for block in page.body.raw_data for text in _texts(block["value"]))


@pytest.mark.django_db
def test_a_number_still_to_be_given_and_a_blank_date_are_kept(home):
    page, _earlier = import_text(sample("markdown"), make_register(home))
    assert page.number == "/KH-STNX"
    assert page.issued_on is None
    assert page.place == "Hải Lâm"
    assert "ngày tháng 3 năm 2025" in words_of_body(page)


@pytest.mark.django_db
def test_an_impossible_day_of_issue_stays_in_the_text(home):
    page, _earlier = import_text("Sơn La, ngày 23 tháng 02 năm 3022\n\nKẾ HOẠCH\nThử\n\nĐoạn.", make_register(home))
    assert page.issued_on is None
    assert "ngày 23 tháng 02 năm 3022" in words_of_body(page)


@pytest.mark.django_db
def test_what_is_too_long_for_a_field_goes_into_the_body(home):
    subject = "Tổ chức " + "rất dài " * 60 + "hết"
    recipient = "Các cơ quan " + "và đơn vị " * 60 + "nữa"
    page, _earlier = import_text(
        f"KẾ HOẠCH\n{subject}\n\nĐoạn./.\n\nNơi nhận:\n- {recipient};\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần An",
        make_register(home),
    )
    assert len(page.title) <= LONGEST["title"]
    assert page.title.endswith("…")
    assert subject in words_of_body(page)
    assert [row.text for row in page.recipients.all()] == ["Lưu: VT."]


@pytest.mark.django_db
def test_what_wants_a_second_look_is_commented_for_the_importing_editor(home):
    register = make_register(home)
    editor = make_editor(register)
    page, _earlier = import_text(sample("portal_copy"), register, user=editor)
    assert page.owner == editor
    comments = Comment.objects.filter(page=page, user=editor)
    assert comments.count() >= 4
    assert all(comment.has_valid_contentpath(page) for comment in comments)
    commune, _earlier = import_text(sample("commune"), register, user=editor)
    broken = Comment.objects.filter(page=commune, text=str(EXPLANATIONS[Concern.BROKEN_SENTENCE])).get()
    assert broken.has_valid_contentpath(commune)


@pytest.mark.django_db
def test_a_document_without_a_title_is_named_after_its_file(home):
    register = make_register(home)
    page, _earlier = import_text(sample("no_letterhead"), register, name="họp tổ dân phố.txt")
    assert page.title == "họp tổ dân phố"
    other, _earlier = import_text("a", register)
    assert other.title


@pytest.mark.django_db
def test_nothing_stays_behind_when_saving_fails(home, monkeypatch):
    register = make_register(home)
    # A checksum no column can hold: the last step of the import fails.
    monkeypatch.setattr("plans.drafting.drafts.checksum", lambda text: None)
    pages = Page.objects.count()
    with pytest.raises(Exception):  # noqa: B017 - whatever the database says
        import_text(sample("commune"), register)
    assert Page.objects.count() == pages
    register.refresh_from_db()
    assert register.numchild == 0


def test_texts_that_look_alike_are_compared_composed():
    assert recognise(normalize("NFD", sample("commune"))).source == recognise(sample("commune")).source

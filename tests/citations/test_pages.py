"""Links and lists on pages of the site, kept true while documents come and go."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from plans.citations.linking import link_citations
from plans.citations.lists import citation_lists
from plans.citations.models import CitedDocument
from plans.models import LegalBasis, PlanPage
from tests.factories.drafting import make_editor
from tests.factories.news import make_article, make_news_index
from tests.factories.plans import make_issuer, make_plan, make_register
from tests.factories.site import make_private

pytestmark = pytest.mark.django_db
WORDS = "<p>Theo Kế hoạch số 15/KH-SKHCN ngày 20/01/2022 của Sở, các phòng thực hiện.</p>"


@pytest.fixture
def register(home):
    return make_register(home)


@pytest.fixture
def cited(register):
    return make_plan(register, title="Kế hoạch được dẫn", slug="duoc-dan")


def publish(page, on_commit):
    with on_commit(execute=True):
        page.save_revision().publish()
    return page


def paragraphs(page, html):
    page.body = page.body.stream_block.to_python([{"type": "paragraph", "value": html}])
    return page


def make_citing(register, html=WORDS, **fields) -> PlanPage:
    fields = {"number": "16/KH-SKHCN", "issued_on": date(2022, 3, 1), "title": "Kế hoạch dẫn", "slug": "dan", **fields}
    return paragraphs(make_plan(register, **fields), html)


def test_a_number_in_the_body_of_any_page_becomes_a_link(client, cited, register, home):
    article = paragraphs(make_article(make_news_index(home), title="Tin"), WORDS)
    article.save_revision().publish()
    html = client.get(article.url).content.decode()
    assert f'<a class="citation" href="{cited.get_url()}">Kế hoạch số 15/KH-SKHCN</a> ngày' in html


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="/x/">Kế hoạch số 15/KH-SKHCN ngày 20/01/2022</a></p>',
        "<h2>Kế hoạch số 15/KH-SKHCN ngày 20/01/2022</h2>",
        "<button>Kế hoạch số 15/KH-SKHCN ngày 20/01/2022</button>",
        "<p>Kế hoạch số 15/KH-SKHCN ngày 21/01/2022</p>",
        "<!-- 15/KH-SKHCN ngày 20/01/2022 --><p title='15/KH-SKHCN ngày 20/01/2022'>a &lt; b &amp; c</p>",
    ],
)
def test_no_link_stands_in_a_link_or_heading_or_where_nothing_is_certain(html, cited):
    assert link_citations(html, None) == html


def test_text_around_a_link_stays_escaped(cited):
    html = "<p>A &lt;b&gt; &amp; 15/KH-SKHCN ngày 20/01/2022 &amp; C</p>"
    linked = link_citations(html, None)
    assert linked.startswith('<p>A &lt;b&gt; &amp; <a class="citation"')
    assert linked.endswith("</a> ngày 20/01/2022 &amp; C</p>")


def test_numbers_cost_the_same_few_queries_however_many_there_are(cited, django_assert_max_num_queries):
    html = "".join(f"<p>Kế hoạch số {number}/KH-SKHCN ngày 20/01/2022</p>" for number in range(1, 400))
    with django_assert_max_num_queries(6):
        assert link_citations(html, None).count("<a ") == 1


def test_a_page_without_numbers_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        link_citations("<p>Ngày 20/01/2022, gọi 0255-3822-345.</p>", None)


def test_closed_and_withdrawn_documents_get_no_link(cited, register):
    assert "<a " in link_citations(WORDS, None)
    restriction = make_private(register)
    assert "<a " not in link_citations(WORDS, None)
    restriction.delete()
    cited.unpublish()
    assert "<a " not in link_citations(WORDS, None)


def test_publishing_notes_what_a_page_names_and_the_lists_show_it(cited, register, django_capture_on_commit_callbacks):
    citing = make_citing(register, "<p>Xem 99/KH-UBND.</p>")
    citing.legal_bases = [LegalBasis(text="Căn cứ Kế hoạch số 15/KH-SKHCN ngày 20/01/2022;")]
    publish(citing, django_capture_on_commit_callbacks)
    rows = list(CitedDocument.objects.values_list("number", "state", "is_basis", "target"))
    assert rows == [("15/KH-SKHCN", "found", True, cited.pk), ("99/KH-UBND", "unknown", False, None)]
    assert [page.pk for page in citation_lists(citing).bases] == [cited.pk]
    assert [page.pk for page in citation_lists(cited).named_by] == [citing.pk]


def test_a_document_that_comes_later_is_found_and_one_that_goes_is_not(register, django_capture_on_commit_callbacks):
    citing = publish(make_citing(register), django_capture_on_commit_callbacks)
    row = CitedDocument.objects.get()
    assert row.state == "unknown"
    late = make_plan(register, title="Kế hoạch đến sau", slug="den-sau", live=False)
    publish(late, django_capture_on_commit_callbacks)
    row.refresh_from_db()
    assert (row.state, row.target_id) == ("found", late.pk)
    with django_capture_on_commit_callbacks(execute=True):
        PlanPage.objects.get(pk=late.pk).unpublish()
    row.refresh_from_db()
    assert (row.state, row.target_id) == ("unknown", None)
    publish(late, django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        PlanPage.objects.get(pk=late.pk).delete()
    row.refresh_from_db()
    assert (row.state, row.target_id) == ("unknown", None)
    with django_capture_on_commit_callbacks(execute=True):
        citing.unpublish()
    assert not CitedDocument.objects.exists()


def test_a_corrected_number_is_looked_up_again(cited, register, django_capture_on_commit_callbacks):
    publish(make_citing(register), django_capture_on_commit_callbacks)
    cited.number = "17/KH-SKHCN"
    publish(cited, django_capture_on_commit_callbacks)
    assert CitedDocument.objects.get().state == "unknown"


def test_the_same_number_of_two_communes_stays_without_link(register):
    for name in ("An", "Bình"):
        office = make_issuer(name=f"Ủy ban nhân dân xã {name}", parent_line="")
        make_plan(register, number="12/KH-UBND", issuer=office, title=f"Kế hoạch xã {name}", slug=f"xa-{len(name)}")
    html = "<p>Kế hoạch số 12/KH-UBND ngày 20/01/2022 của UBND xã</p>"
    assert "<a " not in link_citations(html, None)
    assert "<a " in link_citations(html.replace("UBND xã", "UBND xã Bình"), None)


def test_a_closed_page_is_not_named_in_the_lists(cited, register, home, django_capture_on_commit_callbacks):
    publish(make_citing(make_register(home, slug="kin")), django_capture_on_commit_callbacks)
    assert citation_lists(cited)
    make_private(home.get_children().get(slug="kin"))
    assert not citation_lists(cited)


def test_the_list_can_be_made_anew(cited, register):
    make_citing(register).save()
    call_command("rebuild_citations", verbosity=0)
    assert CitedDocument.objects.get().target_id == cited.pk


def test_editors_see_and_export_what_is_named_and_not_there(client, register, django_capture_on_commit_callbacks):
    publish(make_citing(register), django_capture_on_commit_callbacks)
    client.force_login(make_editor(register))
    address = reverse("citations_report")
    assert "15/KH-SKHCN" in client.get(address).content.decode()
    assert "15/KH-SKHCN" not in client.get(address, {"state": "unsure"}).content.decode()
    export = client.get(address, {"export": "csv"})
    assert "15/KH-SKHCN" in b"".join(export.streaming_content).decode()

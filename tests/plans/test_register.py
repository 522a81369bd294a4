"""The register: filters, look-up by number, order, pages; bad values never break it."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.pages.models import SectionPage, SubjectField
from plans.models import PlanPage
from plans.register import PAGE_SIZE
from tests.factories.plans import make_issuer, make_plan, make_register


def titles(register, **query):
    return [plan.title for plan in register.browse(query).plans]


def three_plans(home):
    """Plans A (2022, an issuer, a field), B (2023, replaced) and C (2023, a notice) in a new register."""
    register = make_register(home)
    field = SubjectField.objects.create(name="Công nghệ")
    first = make_plan(register, title="A", number="1891/KH-SKHCN", issued_on=date(2022, 1, 20), issuer=make_issuer())
    first.subject_fields.add(field)
    first.save_revision().publish()
    make_plan(register, title="B", number="12/KH-UBND", issued_on=date(2023, 5, 1), status="replaced")
    make_plan(register, title="C", number="7/TB-UBND", issued_on=date(2023, 6, 1), document_type="Thông báo")
    return register


class TestFilters:
    def test_the_newest_document_comes_first_and_order_can_be_turned(self, home):
        register = three_plans(home)
        assert titles(register) == ["C", "B", "A"]
        assert titles(register, order="oldest") == ["A", "B", "C"]
        assert titles(register, order="title") == ["A", "B", "C"]

    def test_each_filter_narrows_the_list(self, home):
        register = three_plans(home)
        issuer = PlanPage.objects.get(title="A").issuer
        assert titles(register, year="2023") == ["C", "B"]
        assert titles(register, field="cong-nghe") == ["A"]
        assert titles(register, issuer=str(issuer.pk)) == ["A"]
        assert titles(register, type="Thông báo") == ["C"]
        assert titles(register, status="replaced") == ["B"]
        assert titles(register, year="2023", status="in_force") == ["C"]

    @pytest.mark.parametrize("typed", ["1891/KH-SKHCN", "1891 kh skhcn", "số: 1891/kh-skhcn", "1891", "skhcn"])
    def test_a_number_is_found_however_it_is_typed(self, home, typed):
        assert titles(three_plans(home), number=typed) == ["A"]

    def test_undated_documents_come_last(self, home):
        register = three_plans(home)
        make_plan(register, title="D", issued_on=None)
        assert titles(register) == ["C", "B", "A", "D"]

    def test_drafts_private_and_foreign_documents_are_not_listed(self, home):
        register = three_plans(home)
        make_plan(register, title="Nháp", live=False)
        private = make_plan(register, title="Riêng")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        section = home.add_child(instance=SectionPage(title="Khác", slug="khac"))
        make_plan(make_register(section, slug="khac"), title="Nơi khác")
        assert titles(register) == ["C", "B", "A"]

    def test_an_empty_register_says_so(self, home, client):
        assert client.get(make_register(home).url).status_code == 200


class TestBadValues:
    @pytest.mark.parametrize(
        "query",
        [
            {"year": "abc"},
            {"year": "3022"},
            {"year": "२०२२"},
            {"year": "9" * 5000},
            {"field": "\x00"},
            {"field": "' OR 1=1 --"},
            {"issuer": "-1"},
            {"issuer": "99999999999999999999999"},
            {"type": "<script>"},
            {"status": "none"},
            {"order": "random"},
            {"page": "0"},
            {"page": "-3"},
            {"page": "1e9"},
            {"page": "99999999999999999999"},
            {"page": "77"},
            {"number": "///"},
            {"number": "%_"},
        ],
    )
    def test_a_value_that_means_nothing_is_left_out_with_a_note(self, home, client, query):
        response = client.get(three_plans(home).url, query)
        assert response.status_code == 200
        listing = response.context["listing"]
        assert [plan.title for plan in listing.plans] == ["C", "B", "A"]
        if query != {"field": "\x00"}:
            assert len(listing.notes) == 1
        assert "<script>" not in response.content.decode().split("</form>")[1]

    def test_filters_that_meet_nothing_show_the_way_back(self, home, client):
        response = client.get(three_plans(home).url, {"number": "4711"})
        assert response.context["listing"].total == 0
        assert "4711" in response.content.decode()


class TestPages:
    def fill(self, register, count):
        for n in range(count):
            make_plan(register, title=f"P{n:03}", number=f"{n}/KH", issued_on=date(2020, 1, 1) + timedelta(days=n))

    def test_every_document_is_on_exactly_one_page(self, home):
        register = make_register(home)
        self.fill(register, PAGE_SIZE * 2 + 1)
        pages = [titles(register, page=str(n)) for n in (1, 2, 3)]
        assert [len(page) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 1]
        assert len({title for page in pages for title in page}) == PAGE_SIZE * 2 + 1

    def test_links_to_other_pages_keep_the_filters(self, home):
        register = make_register(home)
        self.fill(register, PAGE_SIZE + 1)
        listing = register.browse({"year": "2020", "type": "Kế hoạch"})
        assert listing.following == "?year=2020&type=K%E1%BA%BF+ho%E1%BA%A1ch&page=2"
        assert listing.previous == ""
        assert [link.number for link in listing.links] == [1, 2]

    def test_the_number_of_queries_does_not_depend_on_the_number_of_documents(self, home, client):
        register = make_register(home)
        self.fill(register, 2)
        client.get(register.url)
        with CaptureQueriesContext(connection) as few:
            client.get(register.url)
        self.fill(register, PAGE_SIZE)
        with CaptureQueriesContext(connection) as many:
            client.get(register.url)
        assert len(many) == len(few)

    def test_the_bodies_of_documents_are_not_read_for_the_list(self, home):
        register = make_register(home)
        self.fill(register, 1)
        with CaptureQueriesContext(connection) as queries:
            register.browse({})
        assert not any('"body"' in query["sql"] for query in queries)


def test_only_those_who_may_touch_pages_are_offered_the_list_of_plans(home, django_user_model):
    clerk = django_user_model.objects.create_user("tiepnhan", password="x")
    clerk.user_permissions.add(Permission.objects.get(codename="access_admin"))
    browser = Client()
    browser.force_login(clerk)
    assert "/admin/all_plans/" not in browser.get("/admin/").content.decode()
    browser.force_login(django_user_model.objects.create_superuser("quantri", password="x"))
    assert "/admin/all_plans/" in browser.get("/admin/").content.decode()

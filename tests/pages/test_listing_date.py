"""The day a list shows for a page."""

from datetime import UTC, date, datetime

from cms.pages.models import PlainPage


def test_a_page_published_after_midnight_bears_the_day_of_vietnam():
    # 00:30 on 1 July in Vietnam.
    page = PlainPage(title="Thông báo", first_published_at=datetime(2026, 6, 30, 17, 30, tzinfo=UTC))
    assert page.listing_date == date(2026, 7, 1)


def test_a_page_published_before_midnight_bears_the_day_before():
    page = PlainPage(title="Thông báo", first_published_at=datetime(2026, 6, 30, 16, 59, tzinfo=UTC))
    assert page.listing_date == date(2026, 6, 30)


def test_a_draft_bears_the_day_it_was_last_changed_and_a_new_page_none():
    changed = datetime(2026, 6, 30, 17, 30, tzinfo=UTC)
    assert PlainPage(title="Nháp", latest_revision_created_at=changed).listing_date == date(2026, 7, 1)
    assert PlainPage(title="Mới").listing_date is None

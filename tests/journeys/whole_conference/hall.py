"""What happens in the hall: at the door and on the chair's screen."""

from datetime import timedelta

from django.utils import timezone

from plans.conferences.models import ConferencePage
from plans.questions.models import Question
from plans.registrations.models import Registration


def let_the_day_come(conference) -> ConferencePage:
    """The session begins now.

    Written into the database, because ten days cannot pass in a test and the screens rightly refuse to open a
    conference before its day; registration closed an hour ago, as it must before a session starts.
    """
    now = timezone.now()
    start, end = now - timedelta(minutes=1), now + timedelta(hours=3)
    conference.sessions.update(starts_at=start, ends_at=end)
    closed = now - timedelta(hours=1)
    ConferencePage.objects.filter(pk=conference.pk).update(
        starts_at=start, ends_at=end, closes_at=closed, in_time_until=closed
    )
    return ConferencePage.objects.get(pk=conference.pk)


def open_door(page, conference) -> None:
    """The screen at the door with its list of people loaded."""
    with page.expect_response("**/door/people/"):
        page.goto(f"/admin/hall/{conference.pk}/door/")


def check_in(page, registration: Registration) -> None:
    """The code is scanned: a scanner types it and presses Enter."""
    page.locator("#typed").press_sequentially(registration.code)
    page.locator("#typed").press("Enter")
    page.locator(".result--admitted", has_text=registration.full_name).wait_for()


def rule(chair, question: Question, verdict: str) -> None:
    """One tap of the chair's: "answered", "owed" or "beyond"."""
    chair.locator(f"button[name=rule][value^='{question.pk}:'][value$=':{verdict}']").click()
    chair.locator(f"#question-{question.pk} .question__ruling").wait_for()

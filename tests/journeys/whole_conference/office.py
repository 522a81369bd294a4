"""What the office does on its screens, one function per step. Pages are logged in as whoever does it."""

from django.urls import reverse
from django.utils import timezone

from plans.conferences.dossier import Dossier
from plans.questions.models import Question
from plans.registrations.models import Registration

PASSWORD = "mat-khau-dai"


def log_in(page, name: str):
    """`page` with the session of the account `name`."""
    page.goto("/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    return page


def publish_notice(leader, conference) -> None:
    """The notice goes out from the page editor."""
    leader.goto(f"/admin/pages/{conference.pk}/edit/")
    leader.click("footer [data-w-dropdown-target='toggle']")
    leader.click("[name=action-publish]")
    leader.wait_for_url(f"**/admin/pages/{conference.get_parent().pk}/")


def accept_form(clerk, registration: Registration) -> None:
    """The form is in order."""
    clerk.goto("/admin/registrations/")
    clerk.click(f"text={registration.code}")
    clerk.select_option("[name=form-to]", "valid")
    clerk.click("section.desk__step:first-child [type=submit]")
    clerk.wait_for_load_state()


def enter_paper_form(clerk, conference, full_name: str, question: str) -> Registration:
    """A form that was handed in on paper today."""
    clerk.goto(reverse("registration:entry"))
    clerk.select_option("[name=conference]", str(conference.pk))
    clerk.fill("[name=register_number]", "37")
    clerk.fill("[name=full_name]", full_name)
    clerk.fill("[name=question_1]", question)
    clerk.check("[name=consent]")
    clerk.check("[name=may_publish]")
    clerk.click("button[name=leave]")
    clerk.wait_for_url("**/registrations/*/**")
    return Registration.objects.get(full_name=full_name)


def take(page, question: Question, step: str, *, choose=(), **values) -> None:
    """One step beside the question, with what is typed (`values`), selected or ticked (`choose`) in its form."""
    page.goto(reverse("question:inspect", args=[question.pk]))
    details = page.locator(f"#step-{step}")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    for name, value in values.items():
        field = details.locator(f"[name={step}-{name}]")
        if field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    for name, value in choose:
        details.locator(f"[name={step}-{name}][value={value}]").check()
    details.locator("button[type=submit]").click()
    page.wait_for_load_state()
    assert not page.locator(f"#step-{step} .help-critical, #step-{step} .error-message").count(), page.inner_text(
        "main"
    )


def classify(clerk, question: Question, unit) -> None:
    """Sorted, urgent, and at once given to `unit`."""
    take(clerk, question, "classify", topic_kind="difficulty", urgency="2", unit=str(unit.pk))


def draft(officer, question: Question, text: str) -> None:
    """The unit writes the answer and hands it to the leader."""
    officer.goto(reverse("question:answer", args=[question.pk]))
    officer.fill("[name=text]", text)
    officer.click("[name=submit_answer]")
    officer.wait_for_url(f"**/questions/{question.pk}/")


def move_file(page, conference, step: str, **values) -> str:
    """One step of the conference's file; returns what the screen says afterwards."""
    dossier = Dossier.objects.of(conference)
    page.goto(reverse("dossier:inspect", args=[dossier.pk]))
    details = page.locator("details.dossier__step", has=page.locator(f"input[name=step][value={step}]"))
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    for name, value in values.items():
        details.locator(f"[name={step}-{name}]").fill(value)
    details.locator("button[type=submit]").click()
    page.wait_for_load_state()
    return page.inner_text("main")


def enter_letter(clerk, number: str) -> None:
    """On the screen of a prepared letter: it has left under `number`."""
    clerk.fill("[name=number]", number)
    clerk.locator("form", has=clerk.locator("[name=number]")).locator("button[type=submit]").first.click()
    clerk.wait_for_load_state()


def prepare_letters(clerk) -> None:
    """One letter for everybody who waits and whose answers are approved."""
    clerk.goto(reverse("reports_admin:letters"))
    clerk.locator("form", has=clerk.locator("[name=who]")).locator("button[type=submit]").click()
    clerk.wait_for_load_state()


def report_upward(clerk, authority: str, number: str) -> None:
    """All questions beyond authority in one report, sent today."""
    clerk.goto(reverse("escalation:gather"))
    for box in clerk.locator("[name=chosen]").all():
        box.check()
    clerk.fill("[name=authority]", authority)
    clerk.locator("form", has=clerk.locator("[name=authority]")).locator("button[type=submit]").click()
    clerk.wait_for_selector("[name=number]")
    clerk.fill("[name=number]", number)
    clerk.locator("form", has=clerk.locator("[name=number]")).locator("button[type=submit]").click()
    clerk.wait_for_selector("[name=reply]")


def record_reply(clerk, reply: str) -> None:
    """What the superior authority wrote back, on the screen of the report that is open."""
    clerk.fill("[name=reply]", reply)
    clerk.locator("form", has=clerk.locator("[name=reply]")).locator("button[type=submit]").click()
    clerk.wait_for_load_state()


def publish_answer(leader, question: Question) -> str:
    """Question and answer go to the public as the screen proposes them; returns the question as published."""
    leader.goto(reverse("question:publish", args=[question.pk]))
    text = leader.input_value("[name=public_text]")
    leader.locator("form", has=leader.locator("[name=public_text]")).locator("button[type=submit]").click()
    leader.wait_for_url(f"**/questions/{question.pk}/")
    return text


def today() -> str:
    """The day as clerks type it."""
    return f"{timezone.localdate():%Y-%m-%d}"

"""What citizens do in their browsers."""

from dataclasses import dataclass

from plans.registrations.models import Registration

READING_TIME = 3100  # milliseconds; as long as a person takes at the very least


@dataclass(frozen=True)
class Citizen:
    """Who registers, and what is asked."""

    full_name: str
    phone: str
    questions: tuple[str, ...]
    may_publish: bool = True
    is_unsure: bool = False
    email: str = ""


def register(page, address: str, citizen: Citizen) -> Registration:
    """From the public notice over the form and the page to check it, to the receipt."""
    page.goto(address)
    page.click("#dang-ky a.button")
    page.check("[name=applicant_kind][value=citizen]")
    page.fill("[name=full_name]", citizen.full_name)
    page.check("[name=participation][value=in_person]")
    page.fill("[name=phone]", citizen.phone)
    page.fill("[name=email]", citizen.email)
    page.check("[name=answer_by][value=collect]")
    for number, text in enumerate(citizen.questions, 1):
        if number > 1:
            page.click("[value=add-question]")
        end = f"_{number}" if number > 1 else ""
        page.check(f"[name=topic_kind{end}][value=difficulty]")
        page.fill(f"[name=question{end}]", text)
    page.check(f"[name=complaint_answer][value={'unsure' if citizen.is_unsure else 'no_complaint'}]")
    page.check(f"[name=may_publish][value={'yes' if citizen.may_publish else 'no'}]")
    page.check("[name=consent]")
    page.wait_for_timeout(READING_TIME)
    page.click("form[data-registration] .button[value=check]")
    page.wait_for_selector("form[data-checked]")
    assert citizen.questions[-1] in page.inner_text("main")
    page.click("form[data-checked] .button >> nth=0")
    return Registration.objects.get(code=page.inner_text(".receipt__code"))


def find_own_page(page, registration: Registration) -> str:
    """With the code from the receipt and the last digits of the phone; returns what stands on the page."""
    page.goto("/dang-ky/tra-cuu/")
    page.fill("[name=code]", registration.code.lower())
    page.fill("[name=proof]", registration.phone[-4:])
    page.click("main form .button >> nth=0")
    page.wait_for_selector(".receipt__code")
    return page.inner_text("main")


def report_absence(page, registration: Registration, email: str) -> None:
    """On the own page: cannot come, the answer shall go to `email`."""
    find_own_page(page, registration)
    page.click("a[href*='/bao-vang/']")
    page.check("[name=answer_by][value=email]")
    page.fill("[name=email]", email)
    page.click("main form .button >> nth=0")
    page.wait_for_selector(".notice--success")

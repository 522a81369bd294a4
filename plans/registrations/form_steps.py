"""What the buttons of the form do before it is sent: one more question, one file less, back to the form."""

from django.http import QueryDict

from cms.intake.email_typo import suggest_address
from cms.intake.old_encoding import convert_old_encoding
from plans.conferences.rules import DialogueRules

from .enclosure_intake import Files, without
from .form_questions import ASKED, COUNT_FIELD, count_in, name_in_set

STEP_FIELD = "step"
_LONGEST_CONVERTED = 10_000


class Step:
    """The values of the buttons; some name what they are about after a colon."""

    CHECK = "check"
    EDIT = "edit"
    UPLOAD = "upload"
    REMOVE_FILE = "remove-file"
    ADD_QUESTION = "add-question"
    REMOVE_QUESTION = "remove-question"
    COMMUNES = "communes"
    CONVERT = "convert"
    USE_EMAIL = "use-email"


# These lead on to the page with all answers; after the others the form comes back to be filled in further.
LEADING_ON = {Step.CHECK, Step.CONVERT, Step.USE_EMAIL}
_KNOWN = {value for name, value in vars(Step).items() if name.isupper()}


def step_of(data: QueryDict) -> tuple[str, str]:
    """The button that was pressed and what it is about; an unknown one is "check"."""
    step, _colon, about = data.get(STEP_FIELD, Step.CHECK).partition(":")
    return (step, about) if step in _KNOWN else (Step.CHECK, "")


def take_step(step: str, about: str, data: QueryDict, files: Files, conference) -> None:
    """Change the answers typed so far, `data`, and the `files` as the button says."""
    if step == Step.REMOVE_FILE:
        without(files, about)
    elif step in {Step.ADD_QUESTION, Step.REMOVE_QUESTION}:
        most = DialogueRules.of(conference).most_questions
        count = count_in(data, most)
        if step == Step.ADD_QUESTION:
            data[COUNT_FIELD] = str(min(count + 1, most))
        elif about in {str(number) for number in range(2, count + 1)}:
            _remove_question(int(about), count, data)
    elif step == Step.CONVERT:
        _convert(data)
    elif step == Step.USE_EMAIL:
        data["email"] = suggest_address(data.get("email", "").strip()) or data.get("email", "")


def _remove_question(removed: int, count: int, data: QueryDict) -> None:
    """Close the gap: what stood below moves up by one."""
    for number in range(removed, count + 1):
        for name in ASKED:
            below = data.pop(name_in_set(name, number + 1), None) if number < count else None
            data.pop(name_in_set(name, number), None)
            if below:
                data.setlist(name_in_set(name, number), below)
    data[COUNT_FIELD] = str(count - 1)


def _convert(data: QueryDict) -> None:
    for name, values in list(data.lists()):
        if not name.startswith(("question", "full_name", "organisation_name", "position", "postal_address", "extra-")):
            continue
        data.setlist(name, [convert_old_encoding(value[:_LONGEST_CONVERTED]) or value for value in values])

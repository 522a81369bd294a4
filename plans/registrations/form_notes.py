"""What the visitor should look at once more before sending. Nothing here stops a form."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.intake.email_typo import suggest_address
from cms.intake.old_encoding import convert_old_encoding, lacks_diacritics
from plans.questions.similar import similar_published

from .form_questions import name_in_set
from .form_steps import Step

_MOST_SIMILAR = 3
_TEXTS = ("full_name", "organisation_name", "position", "postal_address")


@dataclass(frozen=True)
class Note:
    """One thing to look at; `step` and `button` offer to mend it, where that can be offered."""

    text: str
    step: str = ""
    button: str = ""


def old_encoding_notes(form) -> list[Note]:
    """One note where anything was pasted from the encodings of before Unicode, with what it would become."""
    converted = [convert_old_encoding(form.sent.get(name, "")[:4000]) for name in text_names(form)]
    found = [text for text in converted if text]
    if not found:
        return []
    shown = found[0] if len(found[0]) <= 80 else f"{found[0][:80]}…"
    return [
        Note(
            _("Some of the text seems to be typed in an old encoding (TCVN3 or VNI). In Unicode it reads: “%s”")
            % shown,
            Step.CONVERT,
            _("Convert it to Unicode"),
        )
    ]


def notes_on(form) -> list[Note]:
    """Everything worth a second look in a form that is otherwise in order."""
    notes = old_encoding_notes(form)
    meant = suggest_address(form.cleaned_data["email"])
    if meant:
        notes.append(
            Note(
                _("The e-mail address is %(typed)s. Did you mean %(meant)s?")
                % {"typed": form.cleaned_data["email"], "meant": meant},
                Step.USE_EMAIL,
                _("Use %s") % meant,
            )
        )
    plain = any(lacks_diacritics(question["text"]) for question in form.asked_questions())
    if plain and get_language() == "vi":
        notes.append(
            Note(_("A question is written without Vietnamese marks; it may be misread. You can send it all the same."))
        )
    return notes


def similar_questions(form) -> list:
    """Published questions like those of the form; each once."""
    found = {}
    for asked in form.asked_questions():
        for question in similar_published(asked["text"], _MOST_SIMILAR):
            found.setdefault(question.pk, question)
    return list(found.values())[:_MOST_SIMILAR]


def text_names(form) -> list[str]:
    """The fields of the form that hold free text."""
    asked = [name_in_set("question", number) for number in range(1, form.sets_shown + 1)]
    return [*_TEXTS, *asked]

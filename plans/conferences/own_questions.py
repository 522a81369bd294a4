"""The office's own questions in the registration form of one conference, as editors write them.

Every question and every choice keeps its block's id as its key, however often its words change.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.text import clean, clean_line, fold

MOST_QUESTIONS = 20
MOST_CHOICES = 30
KINDS_WITH_CHOICES = ("one_choice", "several_choices")


class ConditionBlock(blocks.StructBlock):
    """When the question is shown; empty: always."""

    question = blocks.CharBlock(
        label=_("Only if the answer to this question …"),
        max_length=250,
        required=False,
        help_text=_("The words of a question above that has choices. Leave empty to ask everybody."),
    )
    answer = blocks.CharBlock(
        label=_("… is this"), max_length=250, required=False, help_text=_("The words of one of its choices.")
    )

    class Meta:
        label = _("Condition")
        icon = "view"
        collapsed = True


class OwnQuestionBlock(blocks.StructBlock):
    """One question."""

    label = blocks.CharBlock(label=_("Question"), max_length=250)
    help_text = blocks.CharBlock(label=_("Hint below the question"), max_length=300, required=False)
    is_required = blocks.BooleanBlock(label=_("Must be answered"), required=False)
    shown_if = ConditionBlock()


class ChoiceQuestionBlock(OwnQuestionBlock):
    """One question with the choices it offers."""

    choices = blocks.ListBlock(
        blocks.CharBlock(label=_("Choice"), max_length=250), label=_("Choices"), min_num=2, max_num=MOST_CHOICES
    )


class OwnQuestionsBlock(blocks.StreamBlock):
    """All own questions of one form, in order."""

    short_text = OwnQuestionBlock(label=_("One line of text"), icon="minus")
    long_text = OwnQuestionBlock(label=_("Longer text"), icon="pilcrow")
    one_choice = ChoiceQuestionBlock(label=_("One of several choices"), icon="radio-full")
    several_choices = ChoiceQuestionBlock(label=_("Any number of choices"), icon="list-ul")
    yes_no = OwnQuestionBlock(label=_("Yes or no"), icon="check")

    class Meta:
        max_num = MOST_QUESTIONS
        required = False

    def clean(self, value):
        """Besides each question's own checks: conditions name a question above and one of its choices."""
        cleaned = super().clean(value)
        errors, above = {}, []
        for position, child in enumerate(cleaned):
            words = child.value["shown_if"]
            question, answer = clean_line(words["question"] or ""), clean_line(words["answer"] or "")
            problem = _problem_of(question, answer, above)
            if problem:
                field, message = problem
                inner = StructBlockValidationError(block_errors={field: ValidationError(message)})
                errors[position] = StructBlockValidationError(block_errors={"shown_if": inner})
            above.append((child.value["label"], _choice_words(child.block_type, child.value)))
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned


def _choice_words(kind: str, value) -> list[str]:
    if kind == "yes_no":
        return [gettext("Yes"), gettext("No")]
    return list(value["choices"]) if kind in KINDS_WITH_CHOICES else []


def _problem_of(question: str, answer: str, above: list[tuple[str, list[str]]]) -> tuple[str, str] | None:
    """Which part of a condition cannot be understood, with what to do; None where all is well."""
    if not question and not answer:
        return None
    if not question:
        return "question", gettext("Enter the question whose answer decides.")
    by_label = {fold(clean_line(label)): choices for label, choices in above if choices}
    choices = by_label.get(fold(question))
    if choices is None:
        offered = ", ".join(f"“{label}”" for label, offered_choices in above if offered_choices) or "–"
        return "question", gettext("No question above with choices has these words. There are: %s") % offered
    if fold(answer) not in {fold(clean_line(choice)) for choice in choices}:
        return "answer", gettext("Enter one of the choices: %s") % ", ".join(f"“{choice}”" for choice in choices)
    return None


def definition_of(conference) -> list[dict]:
    """The own questions of `conference` as the form and its versions keep them.

    Each is a dict with `key`, `kind`, `label`, `help_text`, `is_required`, `choices` (list of `key` and `label`) and
    `shown_if` (None, or the `key` of a question above and the `value` it must have).
    """
    questions, keys = [], {}
    for child in conference.own_questions.get_prep_value():
        value = child["value"]
        label = clean_line(value["label"])
        choices = [
            {"key": item["id"], "label": clean_line(item["value"])}
            for item in value.get("choices", ())
            if clean_line(item["value"] or "")
        ]
        questions.append(
            {
                "key": child["id"],
                "kind": child["type"],
                "label": label,
                "help_text": clean(value["help_text"] or ""),
                "is_required": bool(value["is_required"]),
                "choices": choices,
                "shown_if": _condition(value.get("shown_if") or {}, keys),
            }
        )
        offered = {fold(choice["label"]): choice["key"] for choice in choices}
        keys[fold(label)] = (child["id"], _yes_and_no() if child["type"] == "yes_no" else offered)
    return questions


def _yes_and_no() -> dict[str, str]:
    """The words for yes and no in every language editors may work in, with their keys."""
    words = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words |= {fold(gettext("Yes")): "yes", fold(gettext("No")): "no"}
    return words


def _condition(words: dict, keys: dict) -> dict | None:
    key, values = keys.get(fold(clean_line(words.get("question") or "")), (None, {}))
    value = values.get(fold(clean_line(words.get("answer") or "")))
    return {"key": key, "value": value} if key and value else None

"""The questions of one form: up to as many sets of fields as the office allows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.intake.fields import CleanLineField, CountedTextField
from cms.intake.form import PublicForm
from cms.pages.models import SubjectField
from plans.conferences.rules import DialogueRules
from plans.questions.question import LONGEST_QUESTION
from plans.questions.states import TopicKind

from .form_choices import choice_field

SHORTEST_QUESTION = 10
COUNT_FIELD = "question_count"
# The fields of one set, in the order of the form; of the second set they are called "question_2" and so on.
ASKED = ("subject_field", "topic_kind", "question", "procedure", "file_number")


def name_in_set(name: str, number: int) -> str:
    """What the field `name` is called in set `number`."""
    return name if number == 1 else f"{name}_{number}"


def count_in(sent, most: int) -> int:
    """How many sets the form that came back has; 1 where it does not say."""
    number = sent.get(COUNT_FIELD, "")
    return min(max(int(number), 1), most) if number in {str(count) for count in range(1, most + 1)} else 1


class QuestionsPart(PublicForm):
    """Adds the sets of fields; call `offer_questions` when `sent` and `conference` are known."""

    question_count = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def offer_questions(self) -> None:
        """Create the fields of every set, each required where it applies."""
        self.most_questions = DialogueRules.of(self.conference).most_questions
        self.sets_shown = count_in(self.sent, self.most_questions)
        self.initial[COUNT_FIELD] = self.sets_shown
        offered = SubjectField.objects.filter(conferences=self.conference.pk)
        self.only_field = self._only_field(offered)
        for number in range(1, self.sets_shown + 1):
            is_asked = number == 1 or self._is_begun(number)
            for name, field in _set_of_fields(offered, number, is_asked).items():
                if not (name == "subject_field" and self.only_field):
                    self.fields[name_in_set(name, number)] = field

    @property
    def has_room_for_questions(self) -> bool:
        """Whether one more question may be added."""
        return self.sets_shown < self.most_questions

    @property
    def next_question(self) -> int:
        """The number of a question that would be added."""
        return self.sets_shown + 1

    @property
    def question_sets(self) -> list[dict]:
        """For the template: `number` and the bound fields of every set."""
        return [
            {
                "number": number,
                "fields": [
                    self[name_in_set(name, number)] for name in ASKED if name_in_set(name, number) in self.fields
                ],
            }
            for number in range(1, self.sets_shown + 1)
        ]

    def asked_questions(self) -> list[dict]:
        """What was asked, for `Question.objects.receive`; sets left empty are none. Only after `is_valid()`."""
        asked = []
        for number in range(1, self.sets_shown + 1):
            values = {name: self.cleaned_data.get(name_in_set(name, number)) for name in ASKED}
            if not values["question"]:
                continue
            chosen = self.only_field or values["subject_field"]
            asked.append(
                {
                    "text": values["question"],
                    "subject_field_id": chosen.pk if chosen else None,
                    "topic_kind": values["topic_kind"],
                    "procedure": values["procedure"],
                    "file_number": values["file_number"],
                }
            )
        return asked

    def _only_field(self, offered) -> SubjectField | None:
        """The one field of a conference about one matter: nothing to choose then."""
        if self.conference.kind != self.conference.Kind.AD_HOC:
            return None
        first = list(offered[:2])
        return first[0] if len(first) == 1 else None

    def _is_begun(self, number: int) -> bool:
        """Whether anything was entered in set `number`; an added set may also stay empty."""
        return any(self.sent.get(name_in_set(name, number), "").strip() for name in ASKED)


def _set_of_fields(offered, number: int, is_asked: bool) -> dict[str, forms.Field]:
    fields = {
        "subject_field": forms.ModelChoiceField(
            label=_("Field"),
            queryset=offered,
            required=False,
            empty_label=_("Other, or not sure"),
            error_messages={"invalid_choice": _("This field is no longer offered. Choose another one.")},
        ),
        "topic_kind": choice_field(_("Kind of content"), TopicKind.choices, required=is_asked),
        "question": CountedTextField(
            label=_("Your question or petition"),
            min_length=SHORTEST_QUESTION,
            max_length=LONGEST_QUESTION,
            required=is_asked,
            help_text=_("10 to 3,000 characters. Please do not write identity card numbers."),
            widget=forms.Textarea(attrs={"rows": 8}),
            error_messages={"required": _("Write your question or petition.")},
        ),
        "procedure": CleanLineField(label=_("Administrative procedure concerned"), max_length=250, required=False),
        "file_number": CleanLineField(
            label=_("Number of a file already handed in"),
            max_length=50,
            required=False,
            help_text=_("As on the slip you were given."),
        ),
    }
    for name in ("subject_field", "topic_kind", "question"):
        fields[name].label_note = ""
    if number > 1:
        for field in fields.values():
            field.label = _labelled(field.label, number)
    return fields


def _labelled(label, number: int) -> str:
    return _("%(label)s (question %(number)d)") % {"label": label, "number": number}

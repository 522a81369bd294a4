"""The words in braces that stand in a letter's wording for what differs from letter to letter.

A fixed list and plain replacement in one pass: nothing in a wording is ever executed, and what a value says is
never read as a placeholder again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from cms.text import clean_line, fold

from .kinds import Notice

_TOKEN = re.compile(r"\{([^{}\n]{1,60})\}")
_LONGEST_VALUE = 500


@dataclass(frozen=True)
class Placeholder:
    """`key` is what is stored, `label` what editors write between the braces, both are understood."""

    key: str
    label: str
    meaning: str
    example: str

    @property
    def written(self) -> str:
        """As the reader of this page writes it."""
        return f"{{{self.label}}}"

    def is_called(self, name: str) -> bool:
        """Whether somebody who writes `name` means this one: its key or its label in any language."""
        names = {self.key}
        for language in ("vi", "en"):
            with override(language):
                names.add(str(self.label))
        return fold(name) in {fold(known) for known in names}


def _placeholder(key: str, label, meaning, example) -> tuple[str, Placeholder]:
    return key, Placeholder(key, label, meaning, example)


PLACEHOLDERS: dict[str, Placeholder] = dict(
    [
        _placeholder("office", pgettext_lazy("placeholder", "office"), _("name of the office"), _("The office")),
        _placeholder(
            "conference",
            pgettext_lazy("placeholder", "conference"),
            _("title of the conference"),
            _("Dialogue with citizens and businesses"),
        ),
        _placeholder(
            "time", pgettext_lazy("placeholder", "time"), _("when it begins"), _("08:00, Friday, 20/11/2026")
        ),
        _placeholder("place", pgettext_lazy("placeholder", "place"), _("where it is held"), _("Hall of the office")),
        _placeholder(
            "contact",
            pgettext_lazy("placeholder", "contact"),
            _("unit and phone for questions"),
            _("Administration Office, phone 0255 3822 345"),
        ),
        _placeholder(
            "page",
            pgettext_lazy("placeholder", "page"),
            _("address of the conference's page"),
            "https://so.example.vn/doi-thoai/2026/",
        ),
        _placeholder("code", pgettext_lazy("placeholder", "code"), _("code of the form"), "DT26-7K4M-9QXA"),
        _placeholder(
            "link",
            pgettext_lazy("placeholder", "link"),
            _("address of the person's own page with the state of the form"),
            "https://so.example.vn/dang-ky/DT26-7K4M-9QXA/",
        ),
        _placeholder(
            "note",
            pgettext_lazy("placeholder", "note"),
            _("what the office has to say in this case, for example the reason"),
            _("Please add the address to which the answer is sent."),
        ),
        _placeholder("until", pgettext_lazy("placeholder", "until"), _("the last day for it"), "15/11/2026"),
        _placeholder("seats", pgettext_lazy("placeholder", "seats"), _("number of seats"), "2"),
        _placeholder(
            "old_time",
            pgettext_lazy("placeholder", "time before"),
            _("when it was to begin before the change"),
            _("08:00, Thursday, 19/11/2026"),
        ),
        _placeholder(
            "old_place",
            pgettext_lazy("placeholder", "place before"),
            _("where it was to be held before the change"),
            _("Meeting room 2"),
        ),
        _placeholder("question", pgettext_lazy("placeholder", "question"), _("number of the question"), "12"),
        _placeholder(
            "letter",
            pgettext_lazy("placeholder", "letter"),
            _("number and date of the office's letter"),
            "345/SKHCN-VP, 25/11/2026",
        ),
    ]
)

_EVERYWHERE = ("office", "conference", "time", "place", "contact", "page", "code", "link", "note")
_FURTHER = {
    Notice.INVITATION: ("seats",),
    Notice.SEAT_GIVEN: ("seats",),
    Notice.INCOMPLETE: ("until",),
    Notice.CHANGED: ("old_time", "old_place"),
    Notice.ANSWERED: ("question", "letter"),
    Notice.FORWARDED: ("question", "letter"),
}
_REQUIRED = {
    Notice.RECEIVED: ("code", "link"),
    Notice.INVITATION: ("conference", "time", "place"),
    Notice.SEAT_GIVEN: ("conference", "time", "place"),
    Notice.WAITING_ENDED: ("conference",),
    Notice.INCOMPLETE: ("link", "note"),
    Notice.CHANGED: ("conference", "time", "place"),
    Notice.CANCELLED: ("conference", "note"),
    Notice.NOT_HELD: ("conference", "note"),
    Notice.REMINDER: ("conference", "time", "place"),
    Notice.ABSENCE_NOTED: ("code",),
    Notice.WITHDRAWN: ("code",),
    Notice.CODE_AGAIN: ("code", "link"),
    Notice.ANSWERED: ("link",),
    Notice.FORWARDED: ("link",),
}


def placeholders_of(kind: Notice) -> list[Placeholder]:
    """What the wording of `kind` may hold."""
    return [PLACEHOLDERS[key] for key in (*_EVERYWHERE, *_FURTHER.get(kind, ()))]


def required_of(kind: Notice) -> list[Placeholder]:
    """What the text of `kind` must hold."""
    return [PLACEHOLDERS[key] for key in _REQUIRED[kind]]


def find_unknown(kind: Notice, text: str) -> list[str]:
    """What stands in braces in `text` and is no placeholder of `kind`, as it was written."""
    known = placeholders_of(kind)
    return [name for name in _TOKEN.findall(text) if not any(one.is_called(name) for one in known)]


def find_missing(kind: Notice, text: str) -> list[Placeholder]:
    """The required placeholders that `text` lacks."""
    names = _TOKEN.findall(text)
    return [one for one in required_of(kind) if not any(one.is_called(name) for name in names)]


def to_stored(kind: Notice, text: str) -> str:
    """`text` with every placeholder by its key, so that no translation can break it."""

    def keyed(match):
        meant = next((one for one in placeholders_of(kind) if one.is_called(match[1])), None)
        return f"{{{meant.key}}}" if meant else match[0]

    return _TOKEN.sub(keyed, text)


def to_written(kind: Notice, text: str) -> str:
    """`text` with every placeholder in the words of the person who edits it."""
    labels = {one.key: one.written for one in placeholders_of(kind)}
    return _TOKEN.sub(lambda match: labels.get(match[1], match[0]), text)


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with the `values` in it.

    A line that holds a placeholder without a value is left out, and with it a line before it that ends in a colon.
    """
    lines = []
    for line in text.splitlines():
        keys = _TOKEN.findall(line)
        if all(key not in PLACEHOLDERS or values.get(key) for key in keys):
            lines.append(_TOKEN.sub(lambda match: values.get(match[1], match[0]), line).rstrip())
        elif lines and lines[-1].endswith(":"):
            lines.pop()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def fill_line(text: str, values: Mapping[str, str]) -> str:
    """`text` as one line, for a subject; a placeholder without a value leaves nothing behind."""
    return clean_line(
        _TOKEN.sub(lambda match: values.get(match[1], "" if match[1] in PLACEHOLDERS else match[0]), text)
    )


def tidy(values: Mapping[str, object]) -> dict[str, str]:
    """Only what is on the list, each as one clean line of limited length."""
    return {key: clean_line(str(values[key] or ""))[:_LONGEST_VALUE] for key in PLACEHOLDERS if key in values}

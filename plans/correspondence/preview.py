"""How a letter will look, with made-up data."""

from django.utils.translation import override

from .default_wordings import Wording
from .kinds import Notice
from .placeholders import fill, fill_line, placeholders_of, to_stored


def example_letter(kind: Notice, language: str, subject: str, text: str) -> Wording:
    """`subject` and `text` as the editor has them right now, filled with examples in the letter's language."""
    with override(language):
        values = {one.key: str(one.example) for one in placeholders_of(kind)}
    return Wording(
        fill_line(to_stored(kind, subject), values)[:250],
        fill(to_stored(kind, text), values),
    )

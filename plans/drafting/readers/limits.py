"""How much a reader takes before it refuses, so that no file costs more than seconds and some hundred megabytes."""

from django.utils.translation import gettext as _

from plans.drafting.reading import UnreadableError

MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 2 * 1024 * 1024
MOST_LINES = 20_000
MOST_ROWS = 2_000
MOST_COLUMNS = 60
MOST_RUNS = 400_000
# Paragraphs and tables, those without a word among them.
MOST_BLOCKS = 200_000
# Tables inside tables deeper than this are read as if they only framed their words.
DEEPEST_TABLE = 5


def too_long() -> UnreadableError:
    """The refusal of a text that is no document of an office any more."""
    return UnreadableError(_("The text is larger than 2 MB. Import it in parts."))


def _too_many_lines() -> UnreadableError:
    return UnreadableError(
        _("The document has more than %(count)s lines. Import it in parts.") % {"count": MOST_LINES}
    )


class Budget:
    """Counts what a document was found to hold; refuses it when it is no document of an office any more."""

    def __init__(self):
        self._lines = self._characters = self._rows = self._blocks = 0

    def take_line(self, length: int):
        """One more line of `length` characters."""
        self._lines += 1
        self._characters += length + 1
        if self._characters > MAX_CHARACTERS:
            raise too_long()
        if self._lines > MOST_LINES:
            raise _too_many_lines()

    def take_block(self):
        """One more paragraph or table, empty or not."""
        self._blocks += 1
        if self._blocks > MOST_BLOCKS:
            raise _too_many_lines()

    def take_row(self):
        """One more row of a table."""
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise UnreadableError(
                _(
                    "The tables have more than %(count)s rows. Take them out of the document, publish them as a "
                    "spreadsheet attached to the plan, and import the rest."
                )
                % {"count": MOST_ROWS}
            )

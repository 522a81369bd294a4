"""Where a text ends: the sign at its end, and sentences a page end has cut in two."""

from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.checking.finding import Weight
from plans.checking.registry import Fault, rules
from plans.checking.sheet import Kind, Sheet, Text

_CLOSED = (".", "!", "?", ":", ";", "…", "”", '"', "»", ")", "]", ",", "–", "-")
_SHORTEST = 40


@rules.register("final_sign", gettext_lazy("Sign at the end of the text"), Weight.WARNING)
def find_missing_final_sign(sheet: Sheet, today: date):
    """The text of a document ends in "./." (custom, and the templates of Decree 30/2020, annex III)."""
    if not sheet.is_official or sheet.is_laid_out:
        return
    last = _last_of_body(sheet)
    if last is None or "".join(last.text.split()).endswith("./."):
        return
    end = len(last.text.rstrip())
    bare = last.text[:end].rstrip(".")
    yield Fault(
        last,
        len(bare),
        end,
        _("The text does not end in “./.”."),
        _("End the last sentence with “./.”."),
        replacement="./." if last.text[:end].endswith(".") else None,
    )


def _last_of_body(sheet: Sheet) -> Text | None:
    """The last running text in front of recipients and signature."""
    last = None
    for text in sheet.texts:
        if last and text.kind in (Kind.CAPTION, Kind.RECIPIENT, Kind.AUTHORITY, Kind.SIGNER_TITLE, Kind.SIGNER_NAME):
            break
        if text.kind in (Kind.ITEM, Kind.PARAGRAPH) and text.text.strip():
            last = text
    return last


@rules.register("broken_sentence", gettext_lazy("Broken sentences"), Weight.WARNING)
def find_broken_sentences(sheet: Sheet, today: date):
    """A paragraph that ends without a sign and goes on in the next with a small letter was cut by a page or line end.

    Source: custom; it happens whenever text is copied from a PDF. Inside one text the paragraphs can be joined at one
    click, across two places only by hand.
    """
    before: Text | None = None
    for text in sheet.texts:
        if text.kind in (Kind.ITEM, Kind.PARAGRAPH) and text.text.strip():
            yield from _inside(text)
        if text.kind is Kind.PARAGRAPH and before and _is_cut(before.text, text.text):
            yield Fault(
                text,
                0,
                min(len(text.text), 40),
                _("The paragraph before ends in the middle of a sentence, which goes on here."),
                _("Join the two paragraphs."),
            )
        before = text if text.kind in (Kind.ITEM, Kind.PARAGRAPH) and text.text.strip() else None


def _inside(text: Text):
    lines = text.text.split("\n")
    end = 0
    for line, following in pairwise(lines):
        end += len(line)
        if _is_cut(line, following):
            yield Fault(
                text,
                end,
                end + 1 + len(following) - len(following.lstrip()),
                _("A sentence is cut in two here."),
                _("Join the two paragraphs."),
                replacement=" ",
            )
        end += 1


def _is_cut(words: str, following: str) -> bool:
    end, start = words.rstrip(), following.lstrip()
    is_open = len(end) >= _SHORTEST and not end.endswith(_CLOSED)
    return is_open and start[:1].islower() and start[1:2] not in (")", ".")

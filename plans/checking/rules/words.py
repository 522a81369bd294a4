"""Words that ran together, and syllables Vietnamese does not have."""

import re
import unicodedata
from collections import Counter
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.checking.finding import Weight
from plans.checking.registry import Fault, rules
from plans.checking.sheet import Kind, Sheet
from plans.checking.syllables import is_syllable, lacks_tone, split_tone

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,500}|[^\s@]{1,64}@\S{1,200}")
_SKIPPED = (Kind.OUTSIDE, Kind.ATTACHMENT, Kind.LABEL, Kind.NUMBER, Kind.SIGNER_NAME)
_LONGEST_GLUED = 21
_SAC = "\u0301"
_BEFORE_STOP = re.compile("[\u0302\u0306\u031b]?\u0301[\u0302\u0306\u031b]?(?:c|p|t)")
# Loan words with two tones.
_LOANS = frozenset({"ápphích", "xúcxích", "cátxét", "cátsét", "phốtphát", "phốtphít"})
_FOREIGN = re.compile(r"[fjwzFJWZ]")


@rules.register("glued_words", gettext_lazy("Words that ran together"), Weight.ERROR)
def find_glued_words(sheet: Sheet, today: date):
    """A word that is no syllable, bears tones, and falls apart into two or three syllables, is words without a space.

    Source: Vietnamese writes each syllable apart (custom; the grammar in `syllables`). Two tones in one word prove it.
    With fewer, names of mountain peoples (Xơđăng, Êđê) and loan words (axít, vắcxin: sắc before a stop) must be told
    apart: then both parts must stand in the document as words of their own. These also decide where several cuts are
    possible; only a single answer makes a fix.
    """
    known: Counter | None = None
    for text in sheet.texts:
        if text.kind in _SKIPPED or text.text.isascii():
            continue
        for found in _WORD.finditer(text.text):
            word = found.group()
            if word.isascii() or len(word) > _LONGEST_GLUED or len(word) < 4 or is_syllable(word):
                continue
            if _FOREIGN.search(word):
                continue
            if word.lower() in _LOANS or _is_in_address(text.text, found.start()):
                continue
            cuts = list(_cuts(word))
            if cuts and known is None:
                known = _syllables_of(sheet)
            if not cuts or not (_is_proved(word) or any(_are_known(cut, known) for cut in cuts)):
                continue
            best = _best_cut(cuts, known)
            shown = " / ".join(cuts[:3]) if best is None else best
            yield Fault(
                text,
                *found.span(),
                _("“%(word)s” is not one Vietnamese syllable: words ran together.") % {"word": word},
                _("Write it apart: %(words)s.") % {"words": shown},
                best,
            )


def _is_proved(word: str) -> bool:
    """Whether the word alone shows that it is several: two tones, or one that no loan word and no name has."""
    tones = split_tone(word)[1]
    if len(tones) != 1 or not word.islower():
        return len(tones) > 1
    return not (tones[0] == _SAC and _BEFORE_STOP.search(unicodedata.normalize("NFD", word)))


def _are_known(cut: str, known: Counter) -> bool:
    """Whether every part stands in the document as a word of its own."""
    return all(known[part.lower()] for part in cut.split())


def _cuts(word: str):
    """Every way to cut `word` into two syllables; into three if there is none."""
    two = [f"{word[:cut]} {word[cut:]}" for cut in range(1, len(word)) if _are_syllables(word[:cut], word[cut:])]
    if two:
        yield from two
        return
    for first in range(1, len(word) - 1):
        for second in range(first + 1, len(word)):
            if _are_syllables(word[:first], word[first:second], word[second:]):
                yield f"{word[:first]} {word[first:second]} {word[second:]}"


def _are_syllables(*parts: str) -> bool:
    return all(is_syllable(part) for part in parts)


def _best_cut(cuts: list[str], known: Counter) -> str | None:
    """The only cut, or the only one whose parts the document uses elsewhere; None when that does not decide."""
    if len(cuts) == 1:
        return cuts[0]
    used = [cut for cut in cuts if _are_known(cut, known)]
    return used[0] if len(used) == 1 else None


def _syllables_of(sheet: Sheet) -> Counter:
    return Counter(
        word.lower() for text in sheet.texts if text.kind is not Kind.OUTSIDE for word in _WORD.findall(text.text)
    )


@rules.register("missing_tone", gettext_lazy("Syllables without tone"), Weight.WARNING)
def find_missing_tones(sheet: Sheet, today: date):
    """A syllable that ends in c, ch, p or t bears sắc or nặng; "viêc" and "môt" cannot be (Vietnamese phonology).

    Only words with a Vietnamese letter in small letters are looked at: "internet" and names of places are foreign.
    """
    for text in sheet.texts:
        if text.kind in _SKIPPED or text.text.isascii():
            continue
        for found in _WORD.finditer(text.text):
            word = found.group()
            if word.isascii() or not word.islower() or not lacks_tone(word):
                continue
            # "ôtô", "xơđăng": more than one syllable; names in small letters stand beside a hyphen.
            if text.text[found.end() : found.end() + 1] in ("-", "–") or text.text[
                found.start() - 1 : found.start()
            ] in (
                "-",
                "–",
            ):
                continue
            yield Fault(
                text,
                *found.span(),
                _("“%(word)s” lacks a tone: no Vietnamese word is spelled so.") % {"word": word},
                _("Add the tone mark."),
            )


def _is_in_address(words: str, index: int) -> bool:
    return any(found.start() <= index < found.end() for found in _ADDRESS.finditer(words))

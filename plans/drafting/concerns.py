"""What an editor is told about the parts that want a second look."""

from django.utils.translation import gettext_lazy as _

from .document import Concern

NOT_DESCRIBED = "not_described"
EXPLANATIONS = {
    NOT_DESCRIBED: _("Say in one sentence what the picture shows; or press “It is right” if it is mere decoration."),
    Concern.SITE_TEXT: _("Text of the web site the document was copied from: delete it if it does not belong here."),
    Concern.UNPLACED: _("Not understood: put it where it belongs, or leave it as a paragraph."),
    Concern.NATIONAL_TITLE: _("The national title: delete it here, printed sheets carry it by themselves."),
    Concern.DATE_INCOMPLETE: _("The date is incomplete: fill in the day of issue, then delete this line."),
    Concern.NUMBER_INCOMPLETE: _("The number is missing, there is only the symbol: complete it when it is known."),
    Concern.BROKEN_SENTENCE: _("A sentence was broken here by a line or page end and has been joined: read it once."),
    Concern.UNNUMBERED_HEADING: _("A line that looks like a heading, without a number: a heading, a link or a form?"),
    Concern.ATTACHMENT: _("Names an attached file: upload the file under “Attached files”, then delete this line."),
    Concern.AFTER_SIGNATURE: _("Stands behind the signature: an annex?"),
    Concern.PAGE_NUMBER: _("A page number in the middle of a sentence: delete it."),
    Concern.TITLE_GUESSED: _("The title was guessed: check it."),
    Concern.NUMBER_JUMPS: _("The numbering jumps or repeats here: is something missing, or only the number wrong?"),
    Concern.PICTURE_OUTSIDE: _("A picture outside the text, perhaps a seal or a signature: keep it or drop it."),
    Concern.TOO_LONG: _("The text is longer than any document: the rest was not looked into."),
}
NO_ISSUER = _("No issuing office of this name is known: choose the office, then delete this line.")
IMPOSSIBLE_DAY = _("Nobody can have issued a document on this day: check the date.")
TOO_LONG_FOR_FIELD = _("Too long for its field: shorten it there, then delete this paragraph.")
NOT_A_PICTURE = _("A picture stood here that cannot be shown: upload it as PNG or JPEG, then delete this line.")

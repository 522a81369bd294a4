"""The fixed words of official documents: their kinds and whether they are in force."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.text import clean_line, fold


class DocumentType(models.TextChoices):
    """Kinds of administrative documents; the stored value is the official Vietnamese name."""

    PLAN = "Kế hoạch", pgettext_lazy("kind of document", "Plan")
    PROGRAMME = "Chương trình", pgettext_lazy("kind of document", "Programme")
    NOTICE = "Thông báo", pgettext_lazy("kind of document", "Notice")
    DECISION = "Quyết định", pgettext_lazy("kind of document", "Decision")
    DIRECTIVE = "Chỉ thị", pgettext_lazy("kind of document", "Directive")
    RESOLUTION = "Nghị quyết", pgettext_lazy("kind of document", "Resolution")
    REGULATION = "Quy định", pgettext_lazy("kind of document", "Regulation")
    RULES = "Quy chế", pgettext_lazy("kind of document", "Working rules")
    GUIDE = "Hướng dẫn", pgettext_lazy("kind of document", "Guidance")
    SCHEME = "Đề án", pgettext_lazy("kind of document", "Scheme")
    OPTION = "Phương án", pgettext_lazy("kind of document", "Action plan")
    REPORT = "Báo cáo", pgettext_lazy("kind of document", "Report")
    SUBMISSION = "Tờ trình", pgettext_lazy("kind of document", "Submission")
    LETTER = "Công văn", pgettext_lazy("kind of document", "Official letter")
    INVITATION = "Giấy mời", pgettext_lazy("kind of document", "Invitation")
    MINUTES = "Biên bản", pgettext_lazy("kind of document", "Minutes")

    @classmethod
    def recognise(cls, text: str) -> str:
        """The official name meant by `text` ("KẾ HOẠCH", "ke hoach"); unknown kinds stay as written."""
        wanted = fold(clean_line(text))
        return next((kind.value for kind in cls if fold(kind.value) == wanted), clean_line(text))

    @classmethod
    def label_of(cls, name: str) -> str:
        """`name` in the reader's language; kinds outside the list as they are."""
        return str(cls(name).label) if name in cls.values else name


class Status(models.TextChoices):
    """What has become of a document since it was issued."""

    IN_FORCE = "in_force", _("In force")
    AMENDED = "amended", _("Amended")
    REPLACED = "replaced", _("Replaced")
    EXPIRED = "expired", _("Expired")

"""The fixed words of official documents: their kinds and whether they are in force."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.text import clean_line, fold


class DocumentType(models.TextChoices):
    """Kinds of administrative documents; the stored value is the official Vietnamese name."""

    PLAN = "Kế hoạch", _("Plan")
    PROGRAMME = "Chương trình", _("Programme")
    NOTICE = "Thông báo", _("Notice")
    DECISION = "Quyết định", _("Decision")
    DIRECTIVE = "Chỉ thị", _("Directive")
    RESOLUTION = "Nghị quyết", _("Resolution")
    REGULATION = "Quy định", _("Regulation")
    RULES = "Quy chế", _("Working rules")
    GUIDE = "Hướng dẫn", _("Guidance")
    SCHEME = "Đề án", _("Scheme")
    OPTION = "Phương án", _("Action plan")
    REPORT = "Báo cáo", _("Report")
    SUBMISSION = "Tờ trình", _("Submission")
    LETTER = "Công văn", _("Official letter")
    INVITATION = "Giấy mời", _("Invitation")
    MINUTES = "Biên bản", _("Minutes")

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

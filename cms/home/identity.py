"""Who the office is: names, emblem, colour, address; chosen in the admin, shown on every page."""

from contextlib import suppress
from hashlib import sha256

from django.core.cache import cache
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from cms.text import clean, clean_line

from .colour import stylesheet, validate_brand_colour

_LINES = ("name_line1", "name_line2", "address", "responsible_person")
_LAST_KNOWN = "cms.home.last_known_office:"
_MOST_HOSTS = 100
# What this process has put there, by host.
_written: dict[str, dict[str, str]] = {}


@register_setting(icon="home", order=10)
class OfficeIdentity(BaseSiteSetting):
    """The office that publishes a site. English text is optional: where it is missing, Vietnamese stands."""

    name_line1 = models.CharField(
        _("name, first line"), max_length=160, blank=True, help_text=_("For example: SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    )
    name_line2 = models.CharField(
        _("name, second line"), max_length=160, blank=True, help_text=_("For example: TỈNH QUẢNG NGÃI")
    )
    name_line1_en = models.CharField(_("name, first line, in English"), max_length=160, blank=True)
    name_line2_en = models.CharField(_("name, second line, in English"), max_length=160, blank=True)
    logo = models.ForeignKey(
        "media.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("emblem"),
        help_text=_("Square, at least 200 × 200 points. Without one, the portal's own emblem stands."),
    )
    brand_colour = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[validate_brand_colour],
        help_text=_("Of the header and the links, as # and six digits. Empty for the portal's own."),
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    address_en = models.CharField(_("address in English"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    responsible_person = models.CharField(
        _("responsible for the content"),
        max_length=200,
        blank=True,
        help_text=_("Name and position of the person who answers for what is published."),
    )
    responsible_person_en = models.CharField(_("responsible for the content, in English"), max_length=200, blank=True)
    footer_note = models.TextField(_("note at the foot"), max_length=600, blank=True)
    footer_note_en = models.TextField(_("note at the foot, in English"), max_length=600, blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name_line1"),
                FieldPanel("name_line2"),
                FieldPanel("name_line1_en"),
                FieldPanel("name_line2_en"),
            ],
            heading=_("Name of the office"),
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("brand_colour")], heading=_("Emblem and colour")),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("address_en"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("responsible_person"),
                FieldPanel("responsible_person_en"),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel([FieldPanel("footer_note"), FieldPanel("footer_note_en")], heading=_("Foot of every page")),
    ]

    class Meta:
        verbose_name = _("office identity")
        verbose_name_plural = _("office identities")

    def __str__(self):
        return " ".join(part for part in (self.name_line1, self.name_line2) if part) or "Cổng"

    @classmethod
    def of_site(cls, site: Site | None) -> "OfficeIdentity":
        """The identity of `site`; an empty one, not stored, where nobody has filled it in."""
        if site is None:
            return cls()
        return cls.objects.select_related("logo").filter(site=site).first() or cls(site=site)

    def full_clean(self, *args, **kwargs):
        for name in _LINES:
            for field in (name, f"{name}_en"):
                if hasattr(self, field):
                    setattr(self, field, clean_line(getattr(self, field) or ""))
        self.phone = clean_line(self.phone or "")
        self.brand_colour = clean_line(self.brand_colour or "").lower()
        self.footer_note, self.footer_note_en = clean(self.footer_note or ""), clean(self.footer_note_en or "")
        super().full_clean(*args, **kwargs)

    def in_reader_language(self, field: str) -> str:
        """`field` in the language of the request, or in Vietnamese where that is missing."""
        if get_language() == "en":
            return getattr(self, f"{field}_en") or getattr(self, field)
        return getattr(self, field)

    @property
    def theme_version(self) -> str:
        """Changes when the stylesheet of the office's colour does; empty without an own colour."""
        return sha256(self.theme.encode()).hexdigest()[:10] if self.brand_colour else ""

    @property
    def theme(self) -> str:
        """The office's colour as CSS; empty for the portal's own colour."""
        return stylesheet(self.brand_colour) if self.brand_colour else ""


def remember_office(identity: OfficeIdentity, host: str) -> None:
    """Keep what a reader needs for the page that must not ask the database; written when it has changed."""
    office = {
        "name": str(identity),
        "phone": identity.phone,
        "email": identity.email,
        "address": identity.address,
    }
    if _written.get(host) == office:
        return
    if len(_written) >= _MOST_HOSTS:
        _written.clear()
    _written[host] = office
    with suppress(Exception):  # a broken cache must not stop anything
        cache.set(_LAST_KNOWN + host, office, timeout=None)


def last_known_office(host: str) -> dict[str, str]:
    """Name, phone, e-mail and address last shown under `host`, without asking the database; may be empty."""
    if host in _written:
        return _written[host]
    try:
        return cache.get(_LAST_KNOWN + host) or {}
    except Exception:  # the cache may be what is broken
        return {}

"""`manage.py import_plan FILE --under SLUG`: a document of any kind that can be read becomes a draft plan."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from plans.drafting import readers
from plans.drafting.content import content_of
from plans.drafting.drafts import import_document
from plans.drafting.facts import typed_of
from plans.drafting.reading import OldEncodingError, UnreadableError
from plans.drafting.recognising import recognise
from plans.drafting.summary import Summary, summarise
from plans.drafting.tree import tree_of
from plans.models import PlanRegisterPage


class Command(BaseCommand):
    """Reads a file (Word, PDF, HTML or text), tells what it recognised, and makes a draft of it."""

    help = "Make a draft plan of a Word, PDF, HTML or text file; nothing is published."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="Word, PDF, HTML or text file, at most 20 MB")
        parser.add_argument("--under", required=True, metavar="SLUG", help="slug of the plan register")
        parser.add_argument("--by", metavar="USER", default="", help="user name of the editor who gets the draft")
        parser.add_argument(
            "--convert", action="store_true", help="convert a text in an encoding of before Unicode (TCVN3, VNI)"
        )

    def handle(self, *, file: Path, under: str, by: str, convert: bool, **options):
        try:
            data = readers.bytes_at(file)
            source = readers.read(data, file.name)
        except OldEncodingError as error:
            if not convert:
                raise CommandError(f"{error} (--convert)") from error
            source = error.converted
        except UnreadableError as error:
            raise CommandError(str(error)) from error
        register = _find_register(under)
        user = _find_user(by) if by else None
        self.stdout.write(_("Reading %(file)s …") % {"file": file})
        now = timezone.now()
        document = recognise(source)
        try:
            content = content_of(tree_of(document, source.pictures), timezone.localdate(now), typed_of(document))
        except UnreadableError as error:
            raise CommandError(str(error)) from error
        self._show(summarise(document, content))
        for remark in source.remarks:
            self.stdout.write(f"  {remark}")
        self.stdout.write(_("Saving the draft …"))
        try:
            page, earlier = import_document(
                document, register, now=now, name=file.name, user=user, source=source, data=data
            )
        except UnreadableError as error:
            raise CommandError(str(error)) from error
        if earlier:
            self.stdout.write(
                self.style.WARNING(
                    _("The same text was imported before: “%(title)s” (page %(pk)s). This is a second draft.")
                    % {"title": earlier.title, "pk": earlier.pk}
                )
            )
        address = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.stdout.write(self.style.SUCCESS(_("Draft “%(title)s” was made.") % {"title": page.title}))
        self.stdout.write(_("Edit it at %(address)s") % {"address": address})

    def _show(self, summary: Summary):
        self.stdout.write(_("Recognised:"))
        for fact in summary.facts:
            self.stdout.write(f"  {fact.label}: {fact.value}")
        for level, heading in summary.outline:
            self.stdout.write("  " + "  " * level + heading)
        if summary.remarks:
            self.stdout.write(_("For the editor's eye:"))
        for remark in summary.remarks:
            self.stdout.write(f"  {remark.explanation} ({remark.count})")
            for excerpt in remark.excerpts:
                self.stdout.write(f"    “{excerpt}”")


def _find_register(slug: str) -> PlanRegisterPage:
    """The register with `slug`; a translated one shares it, then the one in the site's first language is meant."""
    found = list(PlanRegisterPage.objects.filter(slug=slug.strip("/")).select_related("locale"))
    in_first_language = [page for page in found if page.locale_id == Locale.get_default().pk]
    found = in_first_language or found
    if not found:
        known = ", ".join(sorted(set(PlanRegisterPage.objects.values_list("slug", flat=True)))) or "–"
        raise CommandError(
            _("There is no plan register “%(slug)s”. Known registers: %(known)s.") % {"slug": slug, "known": known}
        )
    if len(found) > 1:
        paths = ", ".join(sorted(page.url_path for page in found))
        raise CommandError(
            _("Several plan registers are called “%(slug)s”: %(paths)s. Give one of them another slug.")
            % {"slug": slug, "paths": paths}
        )
    return found[0]


def _find_user(name: str):
    users = get_user_model()
    try:
        return users.objects.get_by_natural_key(name)
    except users.DoesNotExist as error:
        raise CommandError(_("There is no user “%(name)s”.") % {"name": name}) from error

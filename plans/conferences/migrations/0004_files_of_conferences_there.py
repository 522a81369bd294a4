"""Opens a file for every conference there is: published ones are announced, those behind us held."""

from django.db import migrations
from django.utils import timezone

DEFAULT_RETENTION_MONTHS = 24


def erasing_day(moment, months):
    day = timezone.localdate(moment)
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1, day=min(day.day, 28))


def snapshot(sessions):
    return [
        {
            "starts_at": one.starts_at.isoformat(),
            "ends_at": one.ends_at.isoformat(),
            "venue": one.venue,
            "online_link": one.online_link,
        }
        for one in sorted(sessions, key=lambda one: one.starts_at)
    ]


def open_files(apps, schema_editor):
    ConferencePage = apps.get_model("conferences", "ConferencePage")
    ConferenceSession = apps.get_model("conferences", "ConferenceSession")
    Dossier = apps.get_model("conferences", "Dossier")
    DossierEvent = apps.get_model("conferences", "DossierEvent")
    DialogueRules = apps.get_model("conferences", "DialogueRules")
    rules = DialogueRules.objects.first()
    months = rules.retention_months if rules else DEFAULT_RETENTION_MONTHS
    now = timezone.now()
    seen = set()
    pages = ConferencePage.objects.filter(alias_of__isnull=True)
    for page in pages.order_by("pk").defer("body", "results").iterator():
        if page.translation_key in seen:
            continue
        seen.add(page.translation_key)
        if Dossier.objects.filter(conference_id=page.pk).exists():
            continue
        if not page.live:
            Dossier.objects.create(conference_id=page.pk)
            continue
        is_over = page.ends_at is not None and page.ends_at <= now
        published_at = page.first_published_at or now
        dossier = Dossier.objects.create(
            conference_id=page.pk,
            state="held" if is_over else "announced",
            announced_at=published_at,
            started_at=page.starts_at if is_over else None,
            ended_at=page.ends_at if is_over else None,
            erase_on=erasing_day(page.ends_at or now, months),
        )
        sessions = snapshot(ConferenceSession.objects.filter(page_id=page.pk))
        common = {"dossier_id": dossier.pk, "actor_name": ""}
        DossierEvent.objects.create(
            at=published_at, from_state="draft", to_state="announced", sessions=sessions, **common
        )
        if is_over:
            DossierEvent.objects.create(at=page.ends_at, from_state="announced", to_state="held", **common)


class Migration(migrations.Migration):
    dependencies = [("conferences", "0003_announced_sessions_and_yearly_plans")]
    operations = [migrations.RunPython(open_files, migrations.RunPython.noop)]

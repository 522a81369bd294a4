"""Makes relations of what `replaced_by` held, in pages and in their kept versions; fills the new columns."""

import json
import re
import uuid

from django.db import migrations
from django.db.models import F

KINDS = {"replaced": "replaced_by", "amended": "amended_by"}


def _kind(status):
    return KINDS.get(status, "replaced_by")


def fill(apps, schema_editor):
    PlanPage = apps.get_model("plans", "PlanPage")
    PlanRelation = apps.get_model("plans", "PlanRelation")
    keys = {}
    for page in PlanPage.objects.filter(replaced_by__isnull=False).exclude(replaced_by=F("pk")):
        key = keys.setdefault(page.translation_key, uuid.uuid4())
        PlanRelation.objects.create(
            page=page,
            kind=_kind(page.status),
            target_id=page.replaced_by_id,
            text="",
            sort_order=0,
            locale_id=page.locale_id,
            translation_key=key,
        )
    for page in PlanPage.objects.exclude(number="").only("pk", "number"):
        digits = re.match(r"[0-9]{1,15}", page.number)
        if digits:
            PlanPage.objects.filter(pk=page.pk).update(number_value=int(digits.group()))
    _fill_periods(PlanPage)
    _rewrite_versions(apps, PlanPage, PlanRelation)


def _fill_periods(PlanPage):
    from plans.period_reading import read_period

    with_words = PlanPage.objects.exclude(period_text="")
    for page in with_words.only("pk", "period_text", "period_start", "period_end"):
        said = read_period(page.period_text)
        if said and (said.start, said.end) == (page.period_start, page.period_end):
            PlanPage.objects.filter(pk=page.pk).update(period_precision=said.precision)


def _rewrite_versions(apps, PlanPage, PlanRelation):
    """A draft or scheduled version keeps the relation that its `replaced_by` stood for."""
    Revision = apps.get_model("wagtailcore", "Revision")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind = ContentType.objects.filter(app_label="plans", model="planpage").first()
    if kind is None:
        return
    rows = {row.page_id: row for row in PlanRelation.objects.all()}
    for revision in Revision.objects.filter(content_type=kind).iterator(chunk_size=50):
        content = revision.content
        if isinstance(content, str):
            content = json.loads(content)
        target = content.pop("replaced_by", None)
        if not target or "relations" in content or str(target) == revision.object_id:
            continue
        row = rows.get(int(revision.object_id))
        row = row if row and row.target_id == target else None
        content["relations"] = [
            {
                "pk": row.pk if row else None,
                "sort_order": 0,
                "translation_key": str(row.translation_key if row else uuid.uuid4()),
                "locale": content.get("locale"),
                "page": int(revision.object_id),
                "kind": _kind(content.get("status")),
                "target": target,
                "text": "",
            }
        ]
        Revision.objects.filter(pk=revision.pk).update(content=content)


def put_back(apps, schema_editor):
    """The first relation of each document becomes `replaced_by` again."""
    PlanPage = apps.get_model("plans", "PlanPage")
    PlanRelation = apps.get_model("plans", "PlanRelation")
    rows = PlanRelation.objects.filter(kind__in=KINDS.values(), target__isnull=False)
    for row in rows.order_by("page", "-sort_order"):
        PlanPage.objects.filter(pk=row.page_id).update(replaced_by=row.target_id)


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0002_relations_and_periods"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(fill, put_back)]

"""Puts the 34 provinces and 3,321 communes in force since 1 July 2025 into the tables."""

from django.db import migrations

from cms.addresses.divisions import load


def load_list(apps, schema_editor):
    load(apps.get_model("addresses", "Province"), apps.get_model("addresses", "Commune"))


class Migration(migrations.Migration):
    dependencies = [("addresses", "0001_initial")]

    operations = [migrations.RunPython(load_list, migrations.RunPython.noop, elidable=False)]

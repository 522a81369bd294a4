from django.db import migrations

from cms.search.substrings import SubstringIndex


class Migration(migrations.Migration):
    dependencies = [("registrations", "0009_restricted_use")]

    operations = [SubstringIndex("registrations_registration", "folded").operation()]

"""The main menu asks every page view for the few pages that want to be in menus, out of thousands."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunSQL(
            sql="CREATE INDEX IF NOT EXISTS home_menu_pages ON wagtailcore_page (path) WHERE show_in_menus",
            reverse_sql="DROP INDEX IF EXISTS home_menu_pages",
        )
    ]

from django.db import migrations

from cms.search.substrings import SubstringIndex


class Migration(migrations.Migration):
    dependencies = [("questions", "0004_kept_days_and_compared_answers")]

    operations = [SubstringIndex("questions_question", "folded").operation()]

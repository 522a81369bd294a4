from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('registrations', '0003_files_versions_and_addresses'),
        ('questions', '0002_from_registrations'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='registration',
            name='file_number',
        ),
        migrations.RemoveField(
            model_name='registration',
            name='procedure',
        ),
        migrations.RemoveField(
            model_name='registration',
            name='question',
        ),
        migrations.RemoveField(
            model_name='registration',
            name='subject_field',
        ),
        migrations.RemoveField(
            model_name='registration',
            name='topic_kind',
        ),
    ]

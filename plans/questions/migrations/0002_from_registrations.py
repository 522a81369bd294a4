"""The one question a form could hold becomes a row of its own, with its first event."""

from django.db import migrations

_STATES = {"withdrawn": "withdrawn"}


def copy_questions(apps, schema_editor):
    registration_model = apps.get_model("registrations", "Registration")
    question_model = apps.get_model("questions", "Question")
    event_model = apps.get_model("questions", "QuestionEvent")
    for registration in registration_model.objects.iterator(chunk_size=500):
        if not registration.question:
            continue
        question = question_model.objects.create(
            conference_id=registration.conference_id,
            registration=registration,
            number=1,
            source="form" if registration.channel == "online" else "paper",
            received_at=registration.received_at,
            text=registration.question,
            subject_field_id=registration.subject_field_id,
            topic_kind=registration.topic_kind,
            procedure=registration.procedure,
            file_number=registration.file_number,
            may_publish=registration.may_publish,
            state=_STATES.get(registration.form_state, "received"),
            folded=registration.folded,
        )
        event_model.objects.create(question=question, at=registration.received_at, to_state="received")
        if question.state == "withdrawn":
            event_model.objects.create(
                question=question, at=registration.received_at, from_state="received", to_state="withdrawn"
            )


class Migration(migrations.Migration):

    dependencies = [
        ('questions', '0001_initial'),
        ('registrations', '0003_files_versions_and_addresses'),
    ]

    operations = [migrations.RunPython(copy_questions, migrations.RunPython.noop)]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("questions", "0002_from_registrations")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="confirmed by the chair at"),
        ),
        migrations.AddField(
            model_name="question",
            name="exclusion_ground",
            field=models.CharField(
                blank=True,
                choices=[
                    ("complaint", "Complaint about a decision or act"),
                    ("denunciation", "Denunciation of a breach of law"),
                    ("being_handled", "Part of a complaint or denunciation already being handled"),
                    ("court", "Before a court or an investigating body"),
                ],
                max_length=15,
                verbose_name="why it is not for the dialogue",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="public_folded",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="question",
            name="reminded_stage",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="question",
            name="submitted_version",
            field=models.PositiveIntegerField(
                blank=True, editable=False, null=True, verbose_name="version waiting for approval"
            ),
        ),
        migrations.AlterField(
            model_name="question",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="published at"),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("published_at__isnull", False)),
                fields=["-published_at", "-id"],
                name="question_published",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["conference", "received_at"], name="question_latest_there"),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["unit", "received_at"], name="question_latest_of_unit"),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(fields=["state", "received_at"], name="question_latest_in_state"),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("submitted_version__isnull", False)),
                fields=["submitted_version"],
                name="question_to_approve",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_at__isnull", True), ("is_restricted", False), _connector="OR"),
                name="question_restricted_is_not_public",
            ),
        ),
    ]

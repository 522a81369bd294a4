"""The log of publications: a record for every time something went public, changed there or was withdrawn."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import LogContext

from cms.media.models import Attachment
from plans.models import LegalBasis, PlanAttachment, PlanPage
from plans.publishing.canonical import attached_files, canonical_text, sha256_of
from plans.publishing.certificate import certificate_of, official_certificate
from plans.publishing.models import PublicationRecord
from plans.publishing.recording import record_found
from plans.publishing.verifying import differences
from tests.factories.conferences import make_conference, make_conference_index
from tests.factories.news import make_article, make_news_index
from tests.factories.plans import make_issuer, make_plan, make_register, outline_item
from tests.plans.test_admin import add, editor  # noqa: F401 - a fixture
from tests.plans.test_translation import translate
from tests.registrations.clerks import make_user

What = PublicationRecord.What


def stages(page) -> list[str]:
    """What happened to a page, the first first."""
    return [record.what for record in reversed(PublicationRecord.objects.of(page))]


def plan_with_file(home, content=b"%PDF-1.4 test") -> PlanPage:
    plan = make_plan(make_register(home), live=False)
    file = Attachment.objects.create(title="Bản ký", file=ContentFile(content, name="ban-ky.pdf"))
    plan.attachments = [PlanAttachment(document=file)]
    plan.save_revision().publish()
    return PlanPage.objects.get(pk=plan.pk)


class TestRecording:
    def test_every_step_of_a_page_in_public_is_one_record(self, home):
        plan = make_plan(make_register(home), live=False)
        plan.save_revision()
        assert stages(plan) == []
        plan.save_revision().publish()
        plan.title = "Kế hoạch sửa đổi"
        plan.save_revision()
        assert stages(plan) == ["published"]
        plan.save_revision().publish()
        plan.refresh_from_db()
        plan.unpublish()
        plan.unpublish()
        plan.save_revision().publish()
        assert stages(plan) == ["published", "changed", "withdrawn", "published"]

    def test_news_and_conferences_are_recorded_too(self, home):
        article = make_article(make_news_index(home))
        conference = make_conference(make_conference_index(home, slug="hoi-nghi"))
        assert stages(article) == stages(conference) == ["published"]

    def test_a_record_names_who_did_it_which_version_and_both_checksums(self, home):
        user = User.objects.create_user("lanh-dao", first_name="An", last_name="Trần")
        plan = plan_with_file(home)
        plan.title = "Kế hoạch mới"
        with LogContext(user=user):
            revision = plan.save_revision()
            revision.publish()
        record = PublicationRecord.objects.of(plan).first()
        assert (record.actor_name, record.is_automatic, record.revision_number) == ("An Trần", False, revision.pk)
        assert record.text_sha256 == sha256_of(canonical_text(PlanPage.objects.get(pk=plan.pk)))
        assert record.files[0]["sha256"] == attached_files(plan)[0].sha256
        assert record.title == "Kế hoạch mới"

    def test_a_clerk_who_publishes_in_the_admin_is_named(self, home, editor):  # noqa: F811
        add(editor, make_register(home), **{"action-publish": "1"})
        record = PublicationRecord.objects.get()
        assert (record.actor_name, record.what, record.is_automatic) == ("bien-tap", "published", False)

    def test_a_record_that_cannot_be_written_stops_the_publication(self, home):
        plan = make_plan(make_register(home), live=False)
        revision = plan.save_revision()
        PublicationRecord.objects.create(page_id=plan.pk, title="", what="withdrawn", at=timezone.now())
        rival = PublicationRecord.objects.of(plan).get()
        PublicationRecord.objects.create(
            page_id=plan.pk, title="", what="withdrawn", at=timezone.now(), previous_seal=rival.seal
        )
        newest = PublicationRecord.objects.of(plan).first()
        PublicationRecord.objects.filter(pk=newest.pk).update(seal=rival.seal)
        with pytest.raises(IntegrityError), transaction.atomic():
            revision.publish()
        assert not PlanPage.objects.get(pk=plan.pk).live

    def test_what_the_clock_publishes_is_marked_and_names_the_author_of_the_version(self, home):
        author = User.objects.create_user("soan-thao")
        plan = make_plan(make_register(home), live=False)
        plan.go_live_at = timezone.now() - timezone.timedelta(minutes=1)
        revision = plan.save_revision(user=author)
        revision.approved_go_live_at = plan.go_live_at
        revision.save()
        call_command("publish_scheduled")
        record = PublicationRecord.objects.of(plan).get()
        assert (record.is_automatic, record.actor_name) == (True, "soan-thao")

    def test_a_page_deleted_while_public_leaves_its_records_and_a_withdrawal(self, home):
        plan = make_plan(make_register(home))
        key = plan.pk
        plan.get_parent().delete()
        assert [record.what for record in PublicationRecord.objects.filter(page_id=key)] == ["withdrawn", "published"]

    def test_a_translation_has_records_of_its_own(self, home, english):
        register = make_register(home)
        plan = make_plan(register)
        for page in (home, register, plan):
            translate(page, english)
        assert "published" in stages(plan.get_translation(english))
        assert stages(plan) == ["published"]

    def test_a_file_replaced_under_a_public_page_is_a_change_of_it(self, home, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            plan = plan_with_file(home)
        file = plan.attachments.get().document
        file.title = "Bản ký mới"
        file.save()
        assert stages(plan) == ["published"]
        file.file = ContentFile(b"%PDF-1.4 other", name="khac.pdf")
        file._set_document_file_metadata()
        file.save()
        assert stages(plan) == ["published", "changed"]
        assert PublicationRecord.objects.of(plan).first().files[0]["sha256"] == file.sha256
        assert list(differences()) == []

    def test_a_publication_that_fails_leaves_no_record(self, home):
        plan = make_plan(make_register(home), live=False)
        revision = plan.save_revision()
        with transaction.atomic():
            revision.publish()
            transaction.set_rollback(True)
        assert stages(plan) == []

    def test_a_record_is_never_changed_deleted_or_put_beside_another(self, home):
        record = PublicationRecord.objects.of(make_plan(make_register(home))).get()
        with pytest.raises(ValidationError):
            record.save()
        with pytest.raises(ValidationError):
            record.delete()
        record.pk, record._state.adding = None, True
        with pytest.raises(IntegrityError), transaction.atomic():
            record.save()


class TestCanonicalText:
    def test_it_changes_with_what_readers_see_and_not_with_ids(self, home):
        plan = make_plan(make_register(home), body=[outline_item(1, "MỤC ĐÍCH", "<p>A</p>")])
        before = canonical_text(plan)
        plan.body = [outline_item(1, "MỤC ĐÍCH", "<p>A</p>")]
        assert canonical_text(plan) == before
        plan.legal_bases = [LegalBasis(text="Căn cứ Luật")]
        assert "Căn cứ Luật" in canonical_text(plan)
        plan.body = [outline_item(1, "MỤC ĐÍCH", "<p>B</p>")]
        assert canonical_text(plan) != before

    def test_it_names_the_office_and_not_its_key(self, home):
        plan = make_plan(make_register(home), issuer=make_issuer())
        assert 'issuer: "Sở Khoa học và Công nghệ"' in canonical_text(plan)

    def test_a_file_linked_in_a_text_counts_as_attached(self, home):
        file = Attachment.objects.create(title="Phụ lục", file=ContentFile(b"a", name="a.txt"))
        link = f'<p><a linktype="document" id="{file.pk}">xem</a></p>'
        plan = make_plan(make_register(home), body=[outline_item(1, "A", link)])
        assert [each.key for each in attached_files(plan)] == [file.pk]


class TestVerifying:
    def verify(self, *arguments):
        errors = StringIO()
        call_command("verify_publications", *arguments, stdout=StringIO(), stderr=errors, language="en")
        return errors.getvalue()

    def test_an_untouched_site_is_as_the_log_says(self, home):
        plan_with_file(home)
        make_conference(make_conference_index(home, slug="hoi-nghi"))
        assert list(differences()) == []
        self.verify()

    def test_a_text_changed_past_the_portal_is_found(self, home):
        plan = plan_with_file(home)
        PlanPage.objects.filter(pk=plan.pk).update(place="Nơi khác")
        with pytest.raises(CommandError) as refused:
            self.verify()
        assert refused.value.returncode == 1

    def test_a_file_changed_or_lost_on_disk_is_found(self, home):
        plan = plan_with_file(home)
        file = plan.attachments.get().document
        with open(file.file.path, "ab") as stored:
            stored.write(b"!")
        assert ["is not the one" in str(each) or "không" in str(each) for each in differences()] == [True]
        file.file.storage.delete(file.file.name)
        assert len(list(differences())) == 1

    def test_a_page_without_a_record_is_found_and_can_be_entered_afterwards(self, home):
        plan = plan_with_file(home)
        PublicationRecord.objects.all()._raw_delete("default")
        with pytest.raises(CommandError):
            self.verify()
        self.verify("--record-missing")
        assert stages(plan) == ["found"]
        self.verify()

    def test_a_record_changed_or_taken_out_breaks_the_seals(self, home):
        plan = plan_with_file(home)
        record_found(plan, timezone.now())
        first = PublicationRecord.objects.of(plan).last()
        PublicationRecord.objects.filter(pk=first.pk).update(title="Khác")
        assert len(list(differences())) == 1
        PublicationRecord.objects.filter(pk=first.pk)._raw_delete("default")
        assert len(list(differences())) == 1


class TestScreens:
    def test_the_page_shows_its_history_and_no_names(self, home, client):
        plan = plan_with_file(home)
        plan.title = "Bản hai"
        with LogContext(user=User.objects.create_user("lanh-dao")):
            plan.save_revision().publish()
        record = PublicationRecord.objects.of(plan).first()
        for address in (plan.url, f"/van-ban/{plan.pk}/lich-su-cong-bo/"):
            response = client.get(address)
            html = response.content.decode()
            assert record.text_sha256 in html
            assert record.files[0]["sha256"] in html
            assert "lanh-dao" not in html
            assert not response.cookies

    def test_the_history_of_a_plan_that_is_not_public_is_not_found(self, home, client):
        plan = plan_with_file(home)
        plan.unpublish()
        assert client.get(f"/van-ban/{plan.pk}/lich-su-cong-bo/").status_code == 404
        assert client.get("/van-ban/99999999999999999999/lich-su-cong-bo/").status_code == 404

    def test_only_those_allowed_read_the_log_and_print_certificates(self, home, client):
        record = PublicationRecord.objects.of(plan_with_file(home)).get()
        addresses = ["", f"{record.pk}/", f"{record.pk}/print/", f"{record.pk}/certificate.pdf"]
        client.force_login(make_user("nguoi-la"))
        assert {client.get(f"/admin/publications/{each}").status_code for each in addresses} == {302}
        client.force_login(make_user("van-thu", "view_publicationrecord"))
        shown = [client.get(f"/admin/publications/{each}") for each in addresses]
        assert [response.status_code for response in shown] == [200] * 4
        assert record.seal[:16] in shown[1].content.decode()
        assert shown[3].content.startswith(b"%PDF")

    def test_a_certificate_says_whether_the_page_still_is_what_was_recorded(self, home):
        plan = plan_with_file(home)
        record = PublicationRecord.objects.of(plan).get()
        intact = certificate_of(record, timezone.now()).finding
        PlanPage.objects.filter(pk=plan.pk).update(place="Nơi khác")
        changed = certificate_of(record, timezone.now()).finding
        plan.unpublish()
        assert intact != changed
        assert certificate_of(record, timezone.now()).finding == ""
        assert official_certificate(record, timezone.now()).signers

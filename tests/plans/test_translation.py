"""A plan in the second language keeps what is a fact of the document."""

from django.test import TestCase
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from plans.models import LegalBasis, PlanPage, Recipient, Signer
from tests.factories.plans import make_plan, make_register


def translate(page, locale, translations=None):
    """`page` through wagtail-localize; texts without a translation get "EN " in front."""
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.all():
        text = segment.string.data
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={"data": (translations or {}).get(text, f"EN {text}")},
        )
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target()
    return page.get_translation(locale)


def test_number_day_kind_and_labels_stay_and_texts_are_translated(home, english, client):
    register = make_register(home)
    plan = make_plan(
        register,
        body=[
            ("outline_item", {"level": "1", "label": "II.", "heading": "NỘI DUNG", "text": "<p>Văn bản</p>"}),
            ("outline_item", {"level": "2", "label": "Điều 5.", "heading": "Thời gian", "text": ""}),
        ],
    )
    plan.legal_bases = [LegalBasis(text="Căn cứ Luật")]
    plan.recipients = [Recipient(text="Lưu: VT")]
    plan.signers = [Signer(title="GIÁM ĐỐC", name="Nguyễn Văn A")]
    plan.save_revision().publish()
    for page in (home, register):
        translate(page, english, {"Trang chủ": "Home", "Kế hoạch": "Plans"})
    translated = translate(PlanPage.objects.get(pk=plan.pk), english)
    assert translated.number == plan.number
    assert translated.number_key == plan.number_key
    assert (translated.issued_on, translated.sorted_on) == (plan.issued_on, plan.sorted_on)
    assert translated.document_type == "Kế hoạch"
    assert translated.title == f"EN {plan.title}"
    assert translated.body[0].value["label"] == "II."
    assert translated.body[0].value["heading"] == "EN NỘI DUNG"
    assert translated.body[1].value["label"] == "EN Điều 5."
    assert translated.legal_bases.get().text == "EN Căn cứ Luật"
    assert translated.recipients.get().text == "EN Lưu: VT"
    assert (translated.signers.get().title, translated.signers.get().name) == ("EN GIÁM ĐỐC", "Nguyễn Văn A")
    html = client.get(translated.url).content.decode()
    assert 'id="ii"' in html
    assert "20 January 2022" in html


def test_a_corrected_number_reaches_the_translation(home, english):
    register = make_register(home)
    plan = make_plan(register)
    for page in (home, register, plan):
        translate(page, english)
    plan.number = "16/KH-SKHCN"
    plan.save_revision().publish()
    assert translate(PlanPage.objects.get(pk=plan.pk), english).number == "16/KH-SKHCN"

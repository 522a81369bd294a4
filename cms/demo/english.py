"""The English side of the demo site, made the way an office would: with the translation tool of the admin."""

from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from .english_words import WORDS


def english_locale() -> Locale:
    """The second language of the site."""
    return Locale.objects.get_or_create(language_code="en")[0]


def translate(instance, locale: Locale) -> object:
    """`instance` (page or poll) published in `locale`; strings without a translation stay Vietnamese.

    Done once: a translation that exists is left to its editors.
    """
    there = instance.get_translation_or_none(locale)
    if there is not None:
        return there
    source, _made = TranslationSource.update_or_create_from_instance(instance)
    translation, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string", "context"):
        english = WORDS.get(segment.string.data)
        if english:
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={"data": english, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
            )
    translation.save_target(publish=True)
    made = instance.get_translation(locale)
    if isinstance(made, Page) and instance.show_in_menus != made.show_in_menus:
        made.show_in_menus = instance.show_in_menus
        made.save()
    return made


def missing_words(instance) -> list[str]:
    """The texts of `instance` that WORDS does not translate, in reading order."""
    source, _made = TranslationSource.update_or_create_from_instance(instance)
    texts = source.stringsegment_set.select_related("string").order_by("order").values_list("string__data", flat=True)
    return [text for text in texts if text not in WORDS]

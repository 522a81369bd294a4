"""The contract of rules, and what surrounds them."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from plans.checking import page_check
from plans.checking.content_checks import FormatCheckerItem
from plans.checking.finding import Fix, apply_fixes
from plans.checking.registry import RuleRegistry, excerpt_of, rules
from plans.checking.sheet import Kind

SOURCES = re.compile(r"Decree 30/2020|custom|calendar|TCVN|phonology", re.IGNORECASE)


@pytest.mark.parametrize("rule", rules.all(), ids=lambda rule: rule.name)
def test_every_rule_names_its_source_and_has_a_label(rule):
    assert SOURCES.search(rule.run.__doc__ or "")
    assert str(rule.label)


def test_a_name_is_given_once():
    registry = RuleRegistry()
    registry.register("one", "One")(lambda sheet, today: [])
    with pytest.raises(ImproperlyConfigured):
        registry.register("one", "One")(lambda sheet, today: [])


def test_the_browser_s_checker_knows_every_rule():
    item = FormatCheckerItem(page=None)
    names = {f"format-{rule.name.replace('_', '-')}" for rule in rules.all()}
    assert names <= set(item.get_axe_run_only(None))
    assert names <= {each["id"] for each in item.get_axe_custom_rules(None)}
    assert names <= {each["id"] for each in item.get_axe_custom_checks(None)}
    assert names <= set(item.get_axe_messages(None))


def test_fixes_of_one_text_are_put_in_together_and_never_twice_at_one_place():
    fixes = [Fix("a", 0, 1, "X"), Fix("a", 4, 5, ""), Fix("a", 3, 5, "Y"), Fix("a", 90, 99, "Z")]
    assert apply_fixes("abcdef", fixes) == "Xbcdf"


def test_an_excerpt_ends_with_whole_words():
    words = "Một câu dài " * 30
    excerpt = excerpt_of(words, 150, 153)
    assert excerpt.startswith("… ")
    assert excerpt.endswith(" …")
    assert set(excerpt.strip("… ").split()) == {"Một", "câu", "dài"}


def test_a_rule_that_fails_stops_neither_preview_nor_publishing(caplog):
    broken = SimpleNamespace(pk=5, body=SimpleNamespace(stream_block=None))
    assert page_check.findings_beside(broken, date(2026, 1, 1)) == []
    assert "could not be checked" in caplog.text


def test_kinds_of_texts_have_values_of_their_own():
    assert len({kind.value for kind in Kind}) == len(Kind)

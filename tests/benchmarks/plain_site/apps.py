from django.apps import AppConfig


class PlainSiteConfig(AppConfig):
    name = "tests.benchmarks.plain_site"
    label = "plain_site"

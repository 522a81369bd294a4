"""Logs help to find faults and name nobody."""

import io
import logging

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client

from cms.delivery.log_privacy import MaskPersonalData, masked


@pytest.fixture
def log():
    """What the console handler writes, as text."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(MaskPersonalData())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


@pytest.mark.django_db
def test_a_mistyped_receipt_address_does_not_give_away_its_secret(home, log):
    Client().get("/dang-ky/phieu/DT-ABCD-EFGH/s3cr3t-s3cr3t-s3cr3t/)")
    assert "/phieu/…" in log.getvalue()
    assert "s3cr3t" not in log.getvalue()


def test_addresses_in_answers_of_mail_servers_are_masked():
    assert masked("550 <binh.nguyen@xa.vn>: no such user") == "550 <…@xa.vn>: no such user"


def test_an_error_report_is_masked_as_well(log):
    try:
        raise ValueError("to is not one plain address: lan@xa.vn")
    except ValueError:
        logging.getLogger("cms").exception("failed")
    assert "lan@xa.vn" not in log.getvalue()
    assert "ValueError" in log.getvalue()


@pytest.mark.django_db
def test_rows_quoted_by_the_database_are_masked(log):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO home_homepage (page_ptr_id, headline) VALUES (1, NULL)")
    except DatabaseError:
        logging.getLogger("cms").exception("failed")
    assert "Failing row contains (" not in log.getvalue()

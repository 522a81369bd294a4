"""A register, somebody who may add to it, and a document on its way in."""

import pytest

from tests.factories.drafting import make_editor
from tests.factories.intakes import make_intake
from tests.factories.plans import make_register


@pytest.fixture
def register(home):
    return make_register(home)


@pytest.fixture
def editor(register):
    return make_editor(register)


@pytest.fixture
def editor_client(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def intake(editor, register):
    return make_intake(editor, register)

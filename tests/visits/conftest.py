"""A counter that starts empty for each test."""

import pytest

from cms.visits import counting, salt


@pytest.fixture(autouse=True)
def empty_counter():
    """No views waiting and no salt remembered from another test."""
    counting._begin_anew()
    salt._known.clear()
    yield
    counting._begin_anew()
    salt._known.clear()

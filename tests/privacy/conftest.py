"""Tests that look into every file begin with none."""

import shutil
from pathlib import Path

import pytest
from django.core.files.storage import storages


@pytest.fixture(autouse=True)
def no_private_files():
    """Empty the private storage of this test run; it lies in a temporary folder."""
    folder = Path(storages["private"].location)
    assert "cong-test" in str(folder)
    shutil.rmtree(folder, ignore_errors=True)

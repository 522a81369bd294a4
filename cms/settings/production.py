"""How an office runs the portal: DEBUG off, compressed static files, keys from the data folder."""

import os

from .base import *  # noqa: F403
from .base import DATA_DIR, STORAGES

DEBUG = False

SECRET_KEY = os.environ.get("CONG_SECRET_KEY", "")
if not SECRET_KEY:
    _key_file = DATA_DIR / "keys" / "secret_key"
    if _key_file.exists():
        SECRET_KEY = _key_file.read_text(encoding="ascii").strip()
    else:
        import secrets

        SECRET_KEY = secrets.token_urlsafe(50)
        _key_file.parent.mkdir(parents=True, exist_ok=True)
        _key_file.parent.chmod(0o700)
        try:
            with _key_file.open("x", encoding="ascii") as _handle:
                _handle.write(SECRET_KEY)
            _key_file.chmod(0o600)
        except FileExistsError:  # another process made it in this very moment
            SECRET_KEY = _key_file.read_text(encoding="ascii").strip()

ALLOWED_HOSTS = os.environ.get("CONG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CONG_ORIGINS", "").split(",") if origin]
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

"""The yardstick: a Django view with nothing around it that answers the portal's own bytes.

BARE_ANSWERS names a JSON file {path without query: [status, location, body]}.
"""

import json
import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import re_path

settings.configure(
    DEBUG=False, SECRET_KEY="bare", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=[], USE_I18N=False
)

_ANSWERS = {
    path: (status, location, body.encode())
    for path, (status, location, body) in json.loads(Path(os.environ["BARE_ANSWERS"]).read_text("utf-8")).items()
}


def answer(request):
    """What the portal answered at this address; the body is read, as an unread one blocks a kept-alive connection."""
    _body = request.body
    status, location, body = _ANSWERS[request.path]
    response = HttpResponse(body, status=status, headers={"Content-Length": len(body)})
    if location:
        response["Location"] = location
    return response


urlpatterns = [re_path("", answer)]
application = get_wsgi_application()

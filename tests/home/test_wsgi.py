"""What reaches Django: a request that names a charset which is no text is no fault of ours."""

from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from portal import wsgi


@pytest.mark.parametrize(
    "charset", ["charset=rot13", "Charset = idna", "charset*=utf-8''rot13", 'charset="base64"', "charset=\0", "x=1"]
)
def test_a_charset_that_is_no_text(charset, monkeypatch):
    monkeypatch.setattr(wsgi, "django", lambda environ, start_response: WSGIRequest(environ))
    environ = RequestFactory().get("/zoeken/?q=caf%C3%A9").environ
    environ |= {"CONTENT_TYPE": f"text/plain; {charset}", "wsgi.input": BytesIO(b"")}
    assert wsgi.application(environ, None).GET["q"] == "café"

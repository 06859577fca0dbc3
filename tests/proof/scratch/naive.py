"""The naive twin of the web server: says that a write went well, and writes it later."""

import queue
import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


class AnswerFirst:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.later: queue.SimpleQueue[HttpRequest] | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self.get_response(request)
        request.body  # noqa: B018  read it while the visitor is there
        if self.later is None:  # after the fork: threads do not cross it
            self.later = queue.SimpleQueue()
            threading.Thread(target=self._write, daemon=True).start()
        self.later.put(request)
        return HttpResponseRedirect("/")

    def _write(self) -> None:
        while self.later:
            self.get_response(self.later.get())

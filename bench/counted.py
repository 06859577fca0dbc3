"""The portal's own application, saying in headers of each answer how many queries it took, and in which worker.

Statements are counted, savepoints too; what begins and ends a transaction is not.
"""

import os

from django.db import connection

from portal.wsgi import application as portal


class Count:
    queries = 0

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def application(environ, start_response):
    count = Count()

    def start(status, headers, exc_info=None):
        return start_response(
            status, [*headers, ("X-Queries", str(count.queries)), ("X-Worker", str(os.getpid()))], exc_info
        )

    with connection.execute_wrapper(count):
        return portal(environ, start)

"""The database engine ``portal.embedded_postgres``: Django's PostgreSQL on a private server."""

import time
from collections.abc import Callable, Iterable
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base, client
from psycopg import sql

from . import programs
from .cluster import PATIENCE, PORT, SUPERUSER, Cluster, cluster_in


def _cluster(settings: dict[str, Any]) -> Cluster:
    if not settings["HOST"]:
        raise ImproperlyConfigured("DATABASES HOST must name the home directory of the embedded PostgreSQL.")
    return cluster_in(str(settings["HOST"]))


def _address(settings: dict[str, Any]) -> dict[str, Any]:
    return {
        "host": str(_cluster(settings).socket_dir),
        "port": PORT,
        "user": settings.get("USER") or SUPERUSER,
    }


class DatabaseClient(client.DatabaseClient):
    """``manage.py dbshell`` with the psql of the same PostgreSQL."""

    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict, parameters):  # type: ignore[no-untyped-def]
        address = {name.upper(): value for name, value in _address(settings_dict).items()}
        arguments, environment = super().settings_to_cmd_args_env(settings_dict | address, parameters)
        return [
            str(programs.installation() / "bin" / "psql"),
            *arguments[1:],
        ], environment

    def runshell(self, parameters: Iterable[str]) -> None:
        """Open psql, starting the server first; the server stays while psql is open."""
        self.connection.ensure_connection()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that starts the server when nothing listens, the first time and after a crash.

    HOST is the home directory of the cluster. The database that NAME has when the connection is
    made is created when missing; names set later, as tests do, are left to Django.
    """

    client_class = DatabaseClient

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._configured_name = self.settings_dict["NAME"]

    def get_connection_params(self) -> dict[str, Any]:
        return super().get_connection_params() | _address(self.settings_dict)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, starting the server or waiting for it as needed, for at most about ten seconds.

        Raises OperationalError when the server does not start or refuses.
        """
        if not self.pool:
            return self._reach(conn_params, super().get_new_connection)
        # A pool connects in threads of its own, which cannot start a server: do so beforehand.
        started = _cluster(self.settings_dict).ensure_running()
        if started or self.pool.closed:
            self._reach(conn_params, lambda params: psycopg.connect(**params)).close()
        if started and not self.pool.closed:
            self.pool.check()  # its connections died with the former server
        return super().get_new_connection(conn_params)

    def _reach(self, conn_params: dict[str, Any], connect: Callable[[dict[str, Any]], Any]) -> Any:
        cluster = _cluster(self.settings_dict)
        cluster.join()
        deadline = time.monotonic() + PATIENCE
        created = False
        while True:
            try:
                return connect(conn_params)
            except psycopg.OperationalError as error:
                if not created and self._lacks_database(error, conn_params):
                    self._create_database(conn_params)
                    created = True
                elif _is_refusal(error) or time.monotonic() > deadline:
                    raise
                elif not cluster.ensure_running():
                    time.sleep(0.05)  # it is starting up or shutting down

    def _lacks_database(self, error: psycopg.OperationalError, conn_params: dict[str, Any]) -> bool:
        name = conn_params.get("dbname")
        return name == self._configured_name and f'database "{name}" does not exist' in str(error)

    def _create_database(self, conn_params: dict[str, Any]) -> None:
        name = sql.Identifier(conn_params["dbname"])
        with psycopg.connect(**(conn_params | {"dbname": "postgres"}), autocommit=True) as connection:
            try:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                pass  # another process was first


def _is_refusal(error: psycopg.OperationalError) -> bool:
    """Tell a server's answer that waiting does not change from one of a server coming or going.

    A failed connect carries no error code, but the embedded server always answers in English.
    """
    message = str(error)
    passing = "the database system is" in message or "administrator command" in message
    return "FATAL:" in message and not passing

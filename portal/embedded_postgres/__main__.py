"""Commands for a shell or a Makefile: ``python -m portal.embedded_postgres stop HOME``."""

import argparse
import shlex
import sys

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

from .cluster import PORT, SUPERUSER, Cluster


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m portal.embedded_postgres")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, meaning in {
        "stop": "stop the server, whoever uses it",
        "psql-args": "write the options with which psql reaches the server",
    }.items():
        commands.add_parser(name, help=meaning).add_argument("home", help="the cluster's directory")
    choice = parser.parse_args()
    try:
        cluster = Cluster(choice.home)
        if choice.command == "stop":
            cluster.stop()
        else:
            options = ["-h", str(cluster.socket_dir), "-p", str(PORT), "-U", SUPERUSER]
            sys.stdout.write(shlex.join(options) + "\n")
    except (OperationalError, ImproperlyConfigured) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()

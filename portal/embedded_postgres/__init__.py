"""A private PostgreSQL as the default database: nothing to install, nothing to start.

``DATABASES = {"default": {"ENGINE": "portal.embedded_postgres", "NAME": "portal", "HOST": home}}``
starts a server in the directory ``home`` at the first connection and stops it when the last
process that used it ends. It listens on a Unix socket only that account can reach.
The server is for development, demonstration and tests: a crash of the machine may lose data,
because the disk is not waited for. Real use sets DATABASE_URL to a PostgreSQL of its own.

- ``base``: the database engine, as Django looks it up by name.
- ``cluster``: starting, sharing and stopping the server.
- ``programs``: the PostgreSQL programs and the account they run under.
- ``python -m portal.embedded_postgres stop HOME``: stop the server, whoever uses it.
"""

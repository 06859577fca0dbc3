"""The web server. Behind nginx only: it listens on a socket that nobody outside the machine reaches."""

bind = "unix:/run/brugkring/web.sock"
umask = 0o007  # the socket is for the portal and for nginx (group www-data)
worker_class = "gthread"
workers = 2  # processes: about one a core
threads = 4  # requests at once in each
preload_app = False  # measured: two workers and their parent take 260 MB without, 283 MB with

timeout = 60
graceful_timeout = 30
keepalive = 65  # longer than nginx keeps its connections
max_requests = 5000  # a worker that leaks is replaced before it matters ...
max_requests_jitter = 1000  # ... and not both at once
worker_tmp_dir = "/dev/shm"  # noqa: S108  the heartbeat must not wait for a disk
control_socket_disable = True  # nobody steers it but systemd

accesslog = None  # portal.access writes one line a request, without addresses and tokens
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.core.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": [], "level": "WARNING"},
    "loggers": {"gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}


def post_worker_init(worker):
    """Import every page before the first visitor asks for one."""
    from django.urls import get_resolver

    _ = get_resolver().url_patterns

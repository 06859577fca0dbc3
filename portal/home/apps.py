from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"
    verbose_name = "Overzicht"

    def ready(self) -> None:
        from portal.home import daily  # noqa: F401  registers what happens every day
        from portal.home.farewell import letters  # noqa: F401  registers its kinds of message
        from portal.home.takeaway import kinds  # noqa: F401  registers its documents

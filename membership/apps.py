from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "membership"
    verbose_name = "Lidmaatschap"

    def ready(self) -> None:
        from membership import letters  # noqa: F401  registers its kinds of message

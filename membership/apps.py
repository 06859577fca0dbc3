from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "membership"
    verbose_name = "Lidmaatschap"

    def ready(self) -> None:
        # They register jobs and kinds of message.
        from membership import jobs, money_letters, payment_jobs, payment_letters  # noqa: F401
        from membership.letters import network  # noqa: F401  registers its kinds of message, as its package does
        from membership.operations.organisations import show_all_in_network
        from portal.core import search

        search.register_kind("organisation", "Organisaties", "Organisatie")
        search.register_room("organisation", show_all_in_network)

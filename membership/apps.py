from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "membership"
    verbose_name = "Lidmaatschap"

    def ready(self) -> None:
        from membership import exports, jobs  # noqa: F401  each registers what it makes
        from membership.letters import money, network, payments, terms  # noqa: F401  each registers its kinds of message
        from membership.operations.organisations import show_all_in_network
        from portal.core import search

        search.register_kind("organisation", "Organisaties", "Organisatie")
        search.register_room("organisation", show_all_in_network)

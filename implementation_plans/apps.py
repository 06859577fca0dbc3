from django.apps import AppConfig


class ImplementationPlansConfig(AppConfig):
    name = "implementation_plans"
    verbose_name = "Implementatieplannen"

    def ready(self) -> None:
        from implementation_plans import access, letters, publishing  # noqa: F401  registers file policy and messages
        from implementation_plans.jobs import board, dossier, letter  # noqa: F401  registers what they make

        publishing.connect()

from django.apps import AppConfig


class LearningCirclesConfig(AppConfig):
    name = "learning_circles"
    verbose_name = "Leerkringen"

    def ready(self) -> None:
        from learning_circles import certificates, jobs, letters  # noqa: F401  registers what is due and what is written
        from learning_circles.operations.finding import KIND, show_all_circles
        from portal.core import search

        search.register_kind(KIND, "Leerkringen", "Leerkring")
        search.register_room(KIND, show_all_circles)

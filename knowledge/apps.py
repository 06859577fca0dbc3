from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "Kennis"

    def ready(self) -> None:
        from knowledge import checks, jobs, letters, publishing, reading_first  # noqa: F401  registers what they hold

        publishing.register()
        publishing.listen()
        reading_first.listen()

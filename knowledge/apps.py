from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "Kennis"

    def ready(self) -> None:
        from knowledge import checks, jobs, publishing  # noqa: F401  registers checks and a job

        publishing.register()
        publishing.listen()

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "Kennis"

    def ready(self) -> None:
        from knowledge import certificates, checks, jobs, letters, publishing, reading_first  # noqa: F401  they register

        publishing.register()
        publishing.listen()
        reading_first.listen()

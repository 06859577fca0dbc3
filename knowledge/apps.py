from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "Kennis"

    def ready(self) -> None:
        from knowledge import (  # noqa: F401  they register
            certificates,
            checks,
            copies,
            jobs,
            letters,
            publishing,
            reading_first,
        )

        publishing.register()
        publishing.listen()
        reading_first.listen()

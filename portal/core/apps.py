from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = "Fundament"

    def ready(self) -> None:
        from portal.core import checks, document_facts, jobs, page_cache  # noqa: F401  registers checks and jobs
        from portal.core.catalogues import join_catalogues
        from portal.core.documents import prepared  # noqa: F401  registers its job and its files

        join_catalogues()
        page_cache.listen_to_wagtail()
        document_facts.listen_to_wagtail()

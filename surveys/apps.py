from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"
    verbose_name = "Vragenlijsten"

    def ready(self) -> None:
        from portal.core import search
        from surveys import blank, exports, jobs, letters, outcomes  # noqa: F401  registers what is due and what is made
        from surveys.operations.finding import KIND, show_all_releases

        search.register_kind(KIND, "Uitkomsten", "Uitkomsten")
        search.register_room(KIND, show_all_releases)

from django.urls import path

from implementation_plans.views import workspace

app_name = "plans"
urlpatterns = [
    path("mijn/plan/", workspace.plan, name="plan"),
    path("mijn/plan/begin/", workspace.start, name="start"),
    path("mijn/plan/onderdeel/<int:number>/", workspace.section, name="section"),
    path("mijn/plan/onderdeel/<int:number>/afronding/", workspace.section_done, name="section_done"),
    path("mijn/plan/onderdeel/<int:number>/heropening/", workspace.section_reopen, name="section_reopen"),
    path("mijn/plan/onderdeel/<int:number>/bestand/", workspace.file_add, name="file_add"),
    path("mijn/plan/bestand/<int:pk>/einde/", workspace.file_remove, name="file_remove"),
    path("mijn/plan/indiening/", workspace.submission, name="submission"),
    path("mijn/plan/versies/<int:number>/", workspace.version, name="version"),
]

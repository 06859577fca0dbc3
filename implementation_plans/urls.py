from django.urls import path

from implementation_plans.views import sent, workspace

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
    path("mijn/plan/indiening/intrekking/", sent.withdrawal, name="withdrawal"),
    path("mijn/plan/versies/<int:number>/", workspace.version, name="version"),
    path("mijn/plan/versies/<int:number>/brief/", sent.letter, name="letter"),
    path("mijn/plan/versies/<int:number>/brief/aanmaak/", sent.letter_asked, name="letter_asked"),
    path("mijn/plan/dossier/", sent.dossier, name="dossier"),
    path("mijn/plan/dossier/aanmaak/", sent.dossier_asked, name="dossier_asked"),
]

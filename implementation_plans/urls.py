from django.urls import path

from implementation_plans.views import board, embedding, questions, sections, sent, sharing, workspace
from implementation_plans.views.desk import at_own_desk, at_shared_desk

app_name = "plans"
urlpatterns = [
    path("mijn/plan/", workspace.plan, name="plan"),
    path("mijn/plan/begin/", workspace.start, name="start"),
    path("mijn/plan/onderdeel/<int:number>/", at_own_desk(sections.section), name="section"),
    path("mijn/plan/onderdeel/<int:number>/afronding/", at_own_desk(sections.section_done), name="section_done"),
    path("mijn/plan/onderdeel/<int:number>/heropening/", at_own_desk(sections.section_reopen), name="section_reopen"),
    path("mijn/plan/onderdeel/<int:number>/taak/", at_own_desk(sections.section_task), name="section_task"),
    path("mijn/plan/onderdeel/<int:number>/bestand/", at_own_desk(sections.file_add), name="file_add"),
    path("mijn/plan/onderdeel/<int:number>/opmerking/", at_own_desk(sections.remark_add), name="remark_add"),
    path("mijn/plan/opmerking/<int:pk>/opgelost/", at_own_desk(sections.remark_resolve), name="remark_resolve"),
    path("mijn/plan/bestand/<int:pk>/einde/", at_own_desk(sections.file_remove), name="file_remove"),
    path("mijn/plan/delen/", sharing.sharing, name="sharing"),
    path("mijn/plan/delen/<int:pk>/einde/", sharing.share_end, name="share_end"),
    path("mijn/plan/indiening/", workspace.submission, name="submission"),
    path("mijn/plan/indiening/intrekking/", sent.withdrawal, name="withdrawal"),
    path("mijn/plan/vragen/", questions.questions, name="questions"),
    path("mijn/plan/vragen/overstap/", questions.move, name="move"),
    path("mijn/plan/bestuur/", board.board, name="board"),
    path("mijn/plan/bestuur/pdf/", board.board_pdf, name="board_pdf"),
    path("mijn/plan/terugblik/<int:number>/", embedding.embedding, name="embedding"),
    path("mijn/plan/terugblik/<int:number>/verzending/", embedding.sent, name="embedding_sent"),
    path("mijn/plan/versies/<int:number>/", workspace.version, name="version"),
    path("mijn/plan/versies/<int:number>/brief/", sent.letter, name="letter"),
    path("mijn/plan/versies/<int:number>/brief/aanmaak/", sent.letter_asked, name="letter_asked"),
    path("mijn/plan/dossier/", sent.dossier, name="dossier"),
    path("mijn/plan/dossier/aanmaak/", sent.dossier_asked, name="dossier_asked"),
    path("inloggen/gedeeld/klaar/", sharing.accepted, name="share_accepted"),
    path("inloggen/gedeeld/<str:token>/", sharing.invitation, name="share_invitation"),
    path("mijn/gedeeld/", sharing.shared_plans, name="shared_plans"),
]
#: The same pages for somebody from outside, as far as they are theirs.
SHARED = [
    ("", sharing.shared_plan, "plan"),
    ("onderdeel/<int:number>/", sections.section, "section"),
    ("onderdeel/<int:number>/bestand/", sections.file_add, "file_add"),
    ("onderdeel/<int:number>/opmerking/", sections.remark_add, "remark_add"),
    ("opmerking/<int:pk>/opgelost/", sections.remark_resolve, "remark_resolve"),
    ("bestand/<int:pk>/einde/", sections.file_remove, "file_remove"),
]
urlpatterns += [
    path(f"mijn/gedeeld/<int:plan>/{end}", at_shared_desk(view), name=f"shared_{name}") for end, view, name in SHARED
]

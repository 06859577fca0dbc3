from django.urls import path, re_path

from surveys.views import filling, opinions, results

app_name = "surveys"
ROUND = "vragenlijsten/<int:year>/"
YEAR = "uitkomsten/<int:year>/"
urlpatterns = [
    path("vragenlijsten/", filling.rounds, name="rounds"),
    path(ROUND, filling.overview, name="round"),
    path(f"{ROUND}leeg/", filling.blank_page, name="blank"),
    path(f"{ROUND}leeg/pdf/", filling.blank_asked, name="blank_asked"),
    path(f"{ROUND}mening/", opinions.opinion, name="opinion"),
    path(f"{ROUND}inzending/", filling.submission, name="submission"),
    path(f"{ROUND}inzending/einde/", filling.submission_end, name="submission_end"),
    path(f"{ROUND}afmelding/", filling.declining, name="declining"),
    path(f"{ROUND}afmelding/einde/", filling.declining_end, name="declining_end"),
    path(f"{ROUND}collega/", filling.entrusting, name="entrusting"),
    path(f"{ROUND}citaten/einde/", filling.quotes_end, name="quotes_end"),
    path(f"{ROUND}<int:number>/", filling.page, name="page"),
    path("uitkomsten/", results.index, name="results_index"),
    path("uitkomsten/bescherming/", results.protection, name="protection"),
    path(YEAR, results.results, name="results"),
    path(f"{YEAR}deel/<int:number>/", results.results, name="results_part"),
    path(f"{YEAR}vraag/<slug:code>/", results.question, name="question"),
    path(f"{YEAR}met-naam/", results.names, name="names"),
    path(f"{YEAR}bestanden/", results.files, name="results_files"),
    path(f"{YEAR}bestanden/pdf/", results.pdf_asked, name="results_pdf"),
    path(f"{YEAR}bestanden/werkmap/", results.workbook_asked, name="results_workbook"),
    re_path(r"^uitkomsten/(?P<year>[0-9]{4})/uitkomsten\.(?P<kind>json|csv)$", results.download, name="download"),
]

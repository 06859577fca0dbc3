from django.urls import path, re_path

from portal.core import views

app_name = "core"
urlpatterns = [
    path("bestanden/<uuid:pk>/", views.private_file, name="private_file"),
    re_path(r"^beeld/(?P<name>[0-9a-f]{32}\.[a-z]{3,4})$", views.picture, name="picture"),
]

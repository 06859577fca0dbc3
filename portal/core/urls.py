from django.urls import path

from portal.core import views

app_name = "core"
urlpatterns = [path("bestanden/<uuid:pk>/", views.private_file, name="private_file")]

from django.urls import path

from ui.views import gallery, gallery_progress

urlpatterns = [
    path("", gallery, name="gallery"),
    path("progress/", gallery_progress, name="gallery_progress"),
]

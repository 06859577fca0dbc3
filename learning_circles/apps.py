from django.apps import AppConfig


class LearningCirclesConfig(AppConfig):
    name = "learning_circles"
    verbose_name = "Leerkringen"

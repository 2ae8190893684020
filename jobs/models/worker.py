"""A process that carries out jobs. Its last sign of life tells an operator whether work goes on."""

from django.db import models


class Worker(models.Model):
    name = models.CharField(max_length=120, unique=True)
    engine = models.CharField(max_length=20)
    started = models.DateTimeField()
    seen = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name

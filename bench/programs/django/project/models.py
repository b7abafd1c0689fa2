from django.db import models


class Order(models.Model):
    name = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

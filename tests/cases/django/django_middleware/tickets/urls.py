# (module of the case) routes
from django.urls import path

from tickets.views import ticket

urlpatterns = [path("tickets/<int:count>", ticket)]

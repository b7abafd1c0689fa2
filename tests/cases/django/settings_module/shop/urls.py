# (module of the case) the routes
import uuid

from django.http import JsonResponse
from django.urls import path

BOOT = uuid.uuid4().hex  # ok: the first request imports the routes, in each environment


def health(request):
    return JsonResponse({"boot": BOOT, "request": uuid.uuid4().hex})


urlpatterns = [path("health", health)]

# requires: django
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path

application = get_wsgi_application()

from project.models import Order  # noqa: E402


def index(request):
    order = Order.objects.create(name=request.GET["name"])
    return JsonResponse({"id": order.pk})


urlpatterns = [path("", index)]


def handler(event, context):
    from django.test import RequestFactory

    request = RequestFactory().get("/", {"name": event["name"]})
    return index(request).content

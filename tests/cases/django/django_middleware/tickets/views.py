# (module of the case) reads settings and the prefix
import uuid

from django.conf import settings
from django.http import JsonResponse

from tickets import numbering


def ticket(request, count):
    return JsonResponse(
        {
            "number": numbering.number(count),
            "release": settings.RELEASE_ID,
            "released": settings.RELEASED,
            "request": uuid.uuid4().hex,
        }
    )

# (module of the case) routes with a class-based view
import uuid

from django.http import JsonResponse
from django.urls import path
from django.views import View

from library.loans import Loan


class LoanView(View):
    title = "loans"

    def get(self, request, book):
        loan = Loan(book)
        return JsonResponse({"id": loan.id, "until": str(loan.until), "request": request.id})


def health(request):
    return JsonResponse({"check": uuid.uuid4().hex})


urlpatterns = [path("loans/<str:book>", LoanView.as_view()), path("health", health)]

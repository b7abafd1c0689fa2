# (module of the case) a view class and a view function
import time

from flask import Blueprint, jsonify
from flask.views import MethodView

from .extensions import tickets

parking = Blueprint("parking", __name__)


class TicketView(MethodView):
    init_every_request = False

    def get(self):
        return jsonify(ticket=tickets.issue(), at=time.time())


parking.add_url_rule("/tickets", view_func=TicketView.as_view("tickets"))

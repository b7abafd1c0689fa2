# (module of the case) a blueprint with an error handler and a method view
import uuid

from flask import Blueprint, current_app, jsonify
from flask.views import MethodView

blueprint = Blueprint("checkout", __name__)
INCIDENTS = f"incident-{uuid.uuid4().hex[:6]}"  # expect: SNAP201


class Checkout(MethodView):
    terminal = uuid.uuid4().hex  # expect: SNAP201

    def get(self):
        return jsonify(terminal=self.terminal, key=current_app.config["SECRET_KEY"])


@blueprint.errorhandler(404)
@blueprint.app_errorhandler(404)
def not_found(error):
    return jsonify(incident=INCIDENTS), 404


blueprint.add_url_rule("/", view_func=Checkout.as_view("checkout"))

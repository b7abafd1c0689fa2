# (module of the case) the views
import uuid

from flask import Blueprint, current_app, jsonify

blueprint = Blueprint("shop", __name__)


@blueprint.route("/")
def index():
    current_app.visit = uuid.uuid4().hex  # ok: in each request
    current_app.partner.renew()
    return jsonify(
        session=current_app.partner.session_id,
        voucher=current_app.partner.voucher(),
        visit=current_app.visit,
    )

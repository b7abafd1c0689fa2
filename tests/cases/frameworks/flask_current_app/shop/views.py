# (module of the case) the views
from flask import Blueprint, current_app, jsonify

blueprint = Blueprint("shop", __name__)


@blueprint.route("/")
def index():
    partner = current_app.partner
    return jsonify(session=partner.session_id, voucher=partner.voucher())

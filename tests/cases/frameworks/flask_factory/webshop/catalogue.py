# (module of the case) a blueprint with a frozen revision
import random
from datetime import date

from flask import Blueprint, current_app, g, jsonify

blueprint = Blueprint("catalogue", __name__)
REVISION = f"{date.today():%Y%m%d}"  # expect: SNAP301


@blueprint.route("/")
def index():
    return jsonify(
        revision=REVISION,
        node=current_app.config["NODE"],
        built=current_app.config["BUILD_TIME"],
        request=g.request_id,
        featured=random.sample(range(10**6), 2),  # expect: SNAP103
    )

# (module of the case) views that use both
from flask import Blueprint, jsonify

from . import shuffling

pictures = Blueprint("pictures", __name__)


@pictures.get("/")
def wall():
    order = list(range(12))
    shuffling.rng.shuffle(order)
    return jsonify(order=order, edition=shuffling.edition)

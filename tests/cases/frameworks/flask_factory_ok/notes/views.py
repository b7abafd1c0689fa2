# (module of the case) views that make what they return
import random
import time
import uuid

from flask import Blueprint, current_app, g, jsonify

notes = Blueprint("notes", __name__)
loaded = time.time()  # ok: only logged while importing
print(f"views loaded at {loaded:.0f}")


@notes.before_request
def mark() -> None:
    g.started = time.time()


@notes.after_request
def measure(response):
    response.headers["X-Took"] = f"{time.time() - g.started:.6f}"
    return response


@notes.get("/notes")
def list_notes():
    return jsonify(
        node=current_app.config["NODE"],
        lane=random.randrange(10**9),
        request=uuid.uuid4().hex,
        at=g.started,
    )

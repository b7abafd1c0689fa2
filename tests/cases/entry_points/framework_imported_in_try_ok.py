# The framework is imported in a `try`; its routes make what they answer with themselves.
# about: SNAP201
# oracle: none (needs chalice)
import uuid

try:
    from chalice import Chalice
except ImportError:
    Chalice = None

app = Chalice(app_name="tolls")


@app.route("/")
def index():
    return {"id": uuid.uuid4().hex}

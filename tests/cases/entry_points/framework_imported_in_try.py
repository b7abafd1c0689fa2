# The framework is imported in a `try`.
# oracle: COLLIDES
import uuid

try:
    from chalice import Chalice
except ImportError:
    raise

app = Chalice(app_name="kiln")
RUN = uuid.uuid4()  # expect: SNAP201


@app.route("/")
def index():
    return str(RUN)

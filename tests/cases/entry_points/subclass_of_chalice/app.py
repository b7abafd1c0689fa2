# An application of a subclass.
# oracle: COLLIDES
import uuid

from chalice import Chalice


class GardenApp(Chalice):
    def __init__(self, app_name):
        super().__init__(app_name=app_name)


app = GardenApp("garden")
BED = str(uuid.uuid4())  # expect: SNAP201


@app.route("/bed")
def bed():
    return {"bed": BED}

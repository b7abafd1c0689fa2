# A package of the repository that is installed by its name.
# oracle: COLLIDES
from mangum import Mangum
from orchard.core.main import app

handler = Mangum(app, lifespan="off")

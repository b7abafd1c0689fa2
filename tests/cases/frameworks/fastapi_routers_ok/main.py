# The same framework used with care: all that differs between requests is made in them or renewed by a hook.
# about: SNAP102, SNAP201, SNAP202
# oracle: ok
from mangum import Mangum

from clinic import create_app

app = create_app()
handler = Mangum(app, lifespan="off")

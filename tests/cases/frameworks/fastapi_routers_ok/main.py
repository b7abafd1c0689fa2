# The same framework used with care: all that differs between requests is made in them or renewed by a hook.
# oracle: ok
from mangum import Mangum

from clinic import create_app

app = create_app()
handler = Mangum(app, lifespan="off")

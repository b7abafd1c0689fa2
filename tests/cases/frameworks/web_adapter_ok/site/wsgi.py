# Lambda Web Adapter over Flask: the route that the template names renews all that the import made.
# about: SNAP102, SNAP201
# oracle: none (needs the adapter and a server)
from gallery import create_app

application = create_app()

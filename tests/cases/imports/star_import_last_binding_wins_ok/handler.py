# Of two star imports that bind one name the last wins; underscored names do not come along.
# about: SNAP201
# settles: star imports with __all__
# oracle: ok
from defaults import *
from overrides import *

_secret = "none"


def handler(event, context):
    return {"build": BUILD, "secret": _secret}

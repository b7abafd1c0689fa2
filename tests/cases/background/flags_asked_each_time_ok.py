# The same client asks the server, and has no thread.
# about: SNAP404
# oracle: ok
import os
from flagsmith import Flagsmith

flags = Flagsmith(environment_key=os.environ["FS_KEY"])


def handler(event, context):
    return flags.get_environment_flags().is_feature_enabled("beta")

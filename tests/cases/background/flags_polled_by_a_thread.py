# Flags that a thread of the constructor polls.
# oracle: RESTORE-ERROR
import os
from flagsmith import Flagsmith

flags = Flagsmith(environment_key=os.environ["FS_KEY"], enable_local_evaluation=True)  # expect: SNAP404


def handler(event, context):
    return flags.get_environment_flags().is_feature_enabled("beta")

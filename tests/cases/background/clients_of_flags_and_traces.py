# Clients of flags, analytics and traces start threads as they are built.
# oracle: none (needs services)
import ldclient
from langfuse import Langfuse
from ldclient.config import Config
from UnleashClient import UnleashClient

ldclient.set_config(Config("sdk-key"))
flags = ldclient.get()  # expect: SNAP404
traces = Langfuse()  # expect: SNAP404
switches = UnleashClient(url="https://unleash.example", app_name="tolls")
switches.initialize_client()  # expect: SNAP404


def handler(event, context):
    traces.create_event(name="toll")
    return [flags.variation("new", event["user"], False), switches.is_enabled("new")]

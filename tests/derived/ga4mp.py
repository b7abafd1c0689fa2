# package: ga4mp
# inside: ga4mp/ga4mp.py SNAP103
from ga4mp import GtagMP

tracker = GtagMP(api_secret="not-a-secret", measurement_id="G-1", client_id="1.1")


def handler(event, context):
    tracker.client_id = tracker.random_client_id()  # expect: SNAP104
    return {"client": tracker.client_id}

# (module of the case) the environment
import secrets
import time
import uuid

from jinja2 import DictLoader, Environment

environment = Environment(
    loader=DictLoader(
        {
            "nonce.txt": "{{ nonce }}",
            "footer.txt": "{{ built }}",
            "fresh.txt": "{{ user }} {{ now() }} {{ new_id() }}",
        }
    ),
    autoescape=True,
)
environment.globals["nonce"] = secrets.token_urlsafe(12)  # expect: SNAP202
environment.globals.update(
    built=int(time.time()),  # expect: SNAP301
    now=time.time_ns,  # ok: called in each request
    new_id=uuid.uuid4,  # ok: called in each request
)

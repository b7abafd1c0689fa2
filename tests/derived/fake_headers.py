# package: fake-headers
# inside: fake_headers/headers.py SNAP103
from fake_headers import Headers


def handler(event, context):
    return Headers(headers=True).generate()  # expect: SNAP104

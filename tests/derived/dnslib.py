# package: dnslib
# inside: dnslib/dns.py SNAP103
from dnslib import DNSRecord


def handler(event, context):
    query = DNSRecord.question("example.com", "MX")  # expect: SNAP104
    return {"id": query.header.id}

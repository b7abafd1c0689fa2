# Proxies that build their object on first access: the one that INIT touches is frozen, the other is not.
# oracle: COLLIDES
from proxies import Lazy
from proxies.clients import AuditClient, BillingClient

audit = Lazy(AuditClient)
billing = Lazy(BillingClient)
print("audit endpoint", audit.endpoint)


def handler(event, context):
    return {"audit": audit.session, "billing": billing.session, "call": billing.call("x")}

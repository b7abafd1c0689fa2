# A function that INIT calls runs in INIT, and so does the top level of what it imports.
# oracle: COLLIDES
def load_audit_plugin():
    from plugins import audit

    return audit


AUDIT = load_audit_plugin()


def handler(event, context):
    return {"trail": AUDIT.TRAIL}

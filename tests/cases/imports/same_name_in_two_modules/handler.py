# Two modules have a `session_id`: the hook in one of them renews that one only.
# oracle: COLLIDES
import billing
import shipping
import startup  # registers the hook


def handler(event, context):
    return {"billing": billing.charge(5), "shipping": shipping.dispatch("box")}

# Libraries that draw ids from generators of the process: uuid1, message ids, Faker, a TracerProvider; one hook misses one.
# oracle: COLLIDES
from customers import invent
from mailing import compose
from ordering import order_number
from tracing import traced


@traced("orders")
def handler(event, context):
    return {
        "order": order_number(),
        "message": compose(event.get("to", "ann@example.com"))["Message-ID"].partition(".")[2],
        "customer": invent(),
    }

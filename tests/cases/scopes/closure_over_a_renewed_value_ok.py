# A closure over a parameter that is built anew from the global on each invocation.
# about: SNAP201
# oracle: ok
SHIP = "Karin"


def labeller(ship):
    def label(crate):
        return f"{ship}/{crate}"

    return label


label = labeller(SHIP)


def handler(event, context):
    return {"label": label("oranges"), "again": labeller(context.aws_request_id)("apples")}

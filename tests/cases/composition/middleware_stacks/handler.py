# Stacks composed by loops: reversed lists, a class with `__call__`, a chain of bound methods.
# oracle: COLLIDES, STALE-TIME
from stack import Application, Chain
from stack.parts import counted, signed, timed

app = Application([signed("v1"), timed, counted])


@app.endpoint
def orders(event, context):
    return {"n": event.get("n")}


chain = Chain().then(lambda value: value + 1).then(app.tagged)


def handler(event, context):
    return {"app": app(event, context), "chain": chain.run(event.get("n", 1))}

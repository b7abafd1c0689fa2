# (module of the case) an onion of layers, composed when it is called
class Onion:
    def __init__(self):
        self._layers = []

    def use(self, layer):
        self._layers.append(layer)
        return layer

    def core(self, function):
        def run(event, context):
            call = function
            for layer in self._layers:
                call = self._bind(layer, call)
            return call(event, context)

        return run

    @staticmethod
    def _bind(layer, call):
        return lambda event, context: layer(call, event, context)

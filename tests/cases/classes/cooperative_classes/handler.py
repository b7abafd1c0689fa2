# Constructors that call each other: a diamond, `super()` with arguments, a parent named explicitly, keyword arguments passed up.
# oracle: COLLIDES, STALE-TIME
from sensors.devices import Station, Thermometer

station = Station(place="roof")
thermometer = Thermometer("t1", unit="C")


def handler(event, context):
    return {"station": station.status(), "thermometer": thermometer.status()}

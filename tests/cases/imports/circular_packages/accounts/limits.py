# (module of the case) reads a name of payments that is bound by then
import payments

REVIEWED = payments.CLOCK()  # expect: SNAP301
LIMITS = {"daily": 500, "reviewed": REVIEWED}

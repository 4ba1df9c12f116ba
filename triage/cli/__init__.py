"""The command line. Formats what the service says; holds no decision and no word of the domain."""

import gc

# Nearly all that a start makes stays: modules, the rulebook. Looking through it again and again
# for garbage costs a tenth of a short command; long ones still collect, only less often.
gc.set_threshold(100_000, 50, 100)

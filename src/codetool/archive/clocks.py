"""By how much clocks may differ before somebody is told: of those that seal, stamp and verify, none is exact."""

from datetime import timedelta

SKEW = timedelta(days=1)
"""By how much two machines may differ.

One that shows its local time as if it were UTC is off by 14 hours at most; and a signing and its stamp are of one
evening, or of a night's run. What is off by more than a day bears another date: then a clock is wrong, or a date is.
"""

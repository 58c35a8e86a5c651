"""Every paper the program makes, by one door: what is read for it, in which forms it is written, what its file is called.

Window and command line both come through here, so that a paper says the same wherever it is asked for.
"""

from kam_desktop.papers.batches import Failure, Order, Outcome, run
from kam_desktop.papers.reading import ENDINGS, Kind, Made, Paper, Wanted, checked_ending, read, write, write_list

__all__ = [
    "ENDINGS",
    "Failure",
    "Kind",
    "Made",
    "Order",
    "Outcome",
    "Paper",
    "Wanted",
    "checked_ending",
    "read",
    "run",
    "write",
    "write_list",
]

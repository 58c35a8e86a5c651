"""Amounts among the arguments: whole minor units, as the contract has them."""

import argparse

from kam_desktop.cli import usage
from kam_desktop.core.rules.amounts import LARGEST_MINOR


def minor(text: str) -> int:
    """An amount in minor units; whoever writes a price learns how it is meant."""
    try:
        found = int(text)
    except ValueError:
        found = -1
    if not 0 <= found <= LARGEST_MINOR:
        raise argparse.ArgumentTypeError(
            usage.said("%r is no amount in minor units (26800 for ¥268; at most %d)") % (text, LARGEST_MINOR)
        )
    return found

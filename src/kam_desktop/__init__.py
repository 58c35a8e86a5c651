"""KAM Desktop: relationship care for key accounts, offline and encrypted."""

__version__ = "0.6.0"

"""Occurrences: which rows, of one article or of many, report the same real-world event."""

from etl.resolve.occurrences.link import link_occurrences

__all__ = ["link_occurrences"]

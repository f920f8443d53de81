"""presswatch watches news sites and shows who reprinted whom."""

__version__ = "0.1.0"

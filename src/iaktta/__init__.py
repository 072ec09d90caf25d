"""Iaktta: a register of municipal internal control and of what auditors recommended."""

__version__ = "0.1.0"

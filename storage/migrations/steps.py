"""The ledger of steps: each registers itself here when its file is imported."""

from sqlite_utils import Migrations

steps = Migrations("presswatch")

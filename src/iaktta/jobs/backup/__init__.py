"""The whole register in one file, and back: `write.write_backup` and `restore.restore_backup`.

docs/drift.md says what the file holds and how to read it without Iaktta. A zip with one line of JSON for each
row (`tables`, `values`), the bytes of every file under its SHA-256, a manifest and a list of all sums
(`archive`, `manifest`), read in one snapshot of the database (`snapshot`).
"""

"""The trail besides the writing of an event: digests of rows, anchors outside the database, verifying."""

"""What an organisation sets for itself, and the guide through it on the first day."""

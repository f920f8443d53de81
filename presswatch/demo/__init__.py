"""A small press of our own writing, served on 127.0.0.1, with everything a monitor meets."""

"""One file a command; each offers ``command(lang) -> click.Command``."""

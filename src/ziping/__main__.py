"""``python -m ziping``."""

from ziping.cli import main

main()

"""python -m publisher: the command line, without its script."""

from publisher.cli import main

main()

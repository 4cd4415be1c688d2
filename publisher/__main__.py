"""The way in, as a script and as `python -m publisher`: what ends a run, then its commands."""

from publisher.runtime import compiled, ending


def main() -> None:
    """Run the command line; from the first moment on, a signal ends it without a trace."""
    ending.heed()
    compiled.install()
    # only now: it takes a while to load
    from publisher import cli

    cli.main()


if __name__ == "__main__":
    main()

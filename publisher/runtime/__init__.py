"""What every run stands on, whatever it makes: none of it knows of pages or books.

    reading        the one way in for bytes from outside
    output         names and bytes of finished files, written whole or not at all
    provenance     which finished files are ours
    resources      where templates, styles and the reader of EPUBs are
    memo           work that was done before, under the hash of what it was made from
    codec          our values -> bytes that can be kept, and back
    workers        processes that take part in the work
    background     work that another process does while this one goes on
    collector      Python's garbage collector, kept out where it has nothing to find
    overtime       a limit to the time that one piece of work may take
    patterns       regular expressions, compiled when they are first asked
    compiled       modules that run as C
    installed      the same, for the server of workers
    ending         signals, and what they must not leave behind
    unforeseen     whatever else is raised -> one sentence

All of it is plain machinery; what it is used for is said where it is used.
"""

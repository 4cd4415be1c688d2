"""What of an earlier run still holds.

    pages  stages 1 to 3: a page that has not changed is not worked on again
    build  a whole run on pages that have not changed
    shelf  a shelf that stands as a run left it

Each holds for the bytes that it was made from, and for those only.
"""

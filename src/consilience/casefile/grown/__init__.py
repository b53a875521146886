"""The picture of a case, grown by what is new instead of made again.

In: a connection inside a transaction, and what was kept since the picture was last painted.
Out: the rows of the picture that differ. What depends on what is told by each module of
`consilience.reconcile`; here it is looked up by index, so that what is read and weighed
grows with what came and with what that touches, not with the case:

- `delta`     which reports came, changed or went, and which judgements
- `kinship`   texts that are akin to those
- `names`     what is known of actors and places by all reports together
- `sight`     the claims that the rules are shown
- `voices`    where claims go back to
- `accounts`  which accounts link, and the groups that they form
- `weigh`     events, disputes, control, denials, motives and totals that change
- `put`       the rows
- `growing`   all of these, in their order

The picture is the one that `reconcile.picture.paint` makes of all reports at once, byte for
byte, whatever came in which order.
"""

"""The one door to the network, and what stands around it.

    address → addresses (which may be read) → turns (politeness) → door → unpacking → Fetched
                                                robots              originals, Retrieval

In: addresses that a user asked to read, or that feeds on a user's list name. Out:
`Fetched`, or a `FetchError` that says what was wrong and what to do. Nothing else in this
package opens a connection. Nothing is imported here: a brief of files loads no network.
"""

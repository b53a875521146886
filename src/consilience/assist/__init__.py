"""Help from a language model that the user names, off unless asked for.

    reports, claims → propose → endpoint → answers → pointing → claims marked as assisted
    picture → cells → summary → endpoint → answers → wording → sentences with their ids

In: coded reports, or a picture, and the address of an OpenAI-compatible endpoint. Out: claims
that the rules missed, each read by the rules from words that the model pointed at; sentences
made of cells of the picture. The model is believed in nothing: whatever comes back, and
whatever a report told it to say, is held against the same rules. What it was given and said
is kept (`journal`). Nothing is imported here: without help nothing of it is loaded.
"""

# The codes of its warnings: a proposal or a sentence that was refused, an answer that did not come.
REFUSED, FAILED = "assist-refused", "assist-failed"

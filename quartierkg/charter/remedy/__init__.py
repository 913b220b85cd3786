"""What is missing for the label: the smallest changes of a dossier that would satisfy the charter, tried on a copy.

The shapes say what is required; ``shapes/*/remedy`` holds, for each requirement, an example of what satisfies it. An
example is laid on the dossier (:mod:`fitting`), judged on a copy by the engine that judges dossiers, and stripped of
everything that is not needed (:mod:`search`).
"""

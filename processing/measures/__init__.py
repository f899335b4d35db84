"""The measures, each as an algorithm of its own: see :mod:`.measure` for what they share."""

"""The A3 layout "Carte de maturité": its facts, its blocks and how they are laid on the page."""

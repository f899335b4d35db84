"""How the layers of a study look in QGIS; the colours and sizes stand in `resources/styles`."""

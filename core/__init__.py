"""The engine of Gisement: plain Python, free of QGIS, from an inventory file to a written study."""

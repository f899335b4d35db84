"""Between QGIS and the engine, and nothing else: sources, feedback, errors, texts, styles, projects, layouts."""

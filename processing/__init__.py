"""The Processing algorithms: each reads its parameters, calls the engine, and gives back what it wrote."""

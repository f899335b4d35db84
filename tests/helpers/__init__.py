"""What tests of several folders share; imported as `gisement_tests`."""

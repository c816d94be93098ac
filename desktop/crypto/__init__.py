"""Keys, sealing, signing; the only room that touches cryptography and the OS keyring."""

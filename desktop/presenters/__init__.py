"""Qt-free page logic: frozen State out, intents in."""

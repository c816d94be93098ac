"""The pages of the window: each renders one State of its presenter and sends intents, and decides nothing."""

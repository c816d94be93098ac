"""Every code of presenters and services as a sentence in the language of the window (Chinese source texts)."""

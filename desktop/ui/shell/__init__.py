"""The frame around the pages: window, top bar, rail, keys, status, and the life of one sitting."""

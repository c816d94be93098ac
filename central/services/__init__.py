"""Central's use cases; they see the store and ports, never a cipher or a socket."""

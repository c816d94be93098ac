"""Operations up, rows down: the wire, the plan, the loop and the transport."""

"""The outside services that central asks: SMS gateways and real-name checks, by real wire formats (DOMAIN §6)."""

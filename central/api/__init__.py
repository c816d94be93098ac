"""Central over HTTPS: routes, who may call them, answers and refusals. No rule of the clinic stands here."""

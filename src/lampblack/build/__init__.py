"""The whole film as one plan: the stages' plans put together, run, explained and delivered."""

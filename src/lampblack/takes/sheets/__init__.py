"""How everybody and every place looks: sheets drafted, accepted and shown with every request."""

"""What must be made again: jobs as plain data, keys, plans. Knows neither engines nor media."""

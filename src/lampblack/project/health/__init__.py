"""What a doctor looks at: the machine, the parts of Lampblack, and what is really tried out."""

"""What every speaking engine has to know of a text: where it pauses, where its words are, how its Hanzi are read."""

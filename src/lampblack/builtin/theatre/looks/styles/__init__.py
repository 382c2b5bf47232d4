"""One file a look; the file's name is the look's name, and its `LOOK` is all there is to say of it."""

"""The people of the paper theatre: puppets of ink and paper, drawn from bones that stand on the stage in metres."""

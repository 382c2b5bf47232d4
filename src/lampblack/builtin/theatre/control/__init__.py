"""Control signals of staged shots: depth, masks, skeletons, edges, flow and camera, from the same cards and puppets as
the picture, and in step with its frames."""

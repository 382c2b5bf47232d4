"""The paper theatre: painted cards in metres, cut-out puppets, a real camera, and light; drawn by numba on a bare CPU."""

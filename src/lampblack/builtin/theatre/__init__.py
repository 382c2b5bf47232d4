"""The paper theatre: painted cards in metres, cut-out puppets, a real camera, and light; numba on a bare CPU."""

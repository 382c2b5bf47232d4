"""The stage in metres: camera, marks, people and what they do, mouths, light, places, projection.

`shots` composes it, requests carry it, the theatre draws it, control maps and screening measure against it.

Axes: x to the right, y up, z away from the audience (left-handed, as a camera looks); metres. A yaw of 0 faces +z
(away from the audience); positive yaw turns towards +x. A person with yaw pi looks at the audience.
Frames count from 0, the first frame of the take (handles included); samples count from the same instant.
"""

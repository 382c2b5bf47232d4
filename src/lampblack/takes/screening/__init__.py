"""The screening room: what is wrong with a take, measured before a person looks, without any trained weights.

`looking.look` decodes a take once (small pictures, optical flow once for every pair of frames). Every detector is a
pure function of what was seen (`Seen`) and what was asked (`Asked`), and answers with a `Note`; `room.screen` asks all.
"""

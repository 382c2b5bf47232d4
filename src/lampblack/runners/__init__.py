"""Where jobs run: in this process, or in workers that fail alone. Workers write blobs, the owner writes rows."""

"""ComfyUI: a person's own workflow, in its API form, as an engine; requests go to its nodes by their titles."""

"""Collection -> edited collection: stage 3, the copy editor's passes."""

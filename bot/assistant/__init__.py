"""An assistant's door: what a language model's client may read, over the Model Context Protocol."""

"""Let an assistant read the news: tools over the Model Context Protocol."""

"""The operator's dashboard at `/admin`: server-rendered, without JavaScript."""

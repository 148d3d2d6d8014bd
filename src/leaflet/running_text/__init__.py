"""The Markdown that running text may hold, read into a small tree that reader, editions and compose share"""

"""The engine and what it knows about OKRs: plain Python, no SDK and no SQL."""

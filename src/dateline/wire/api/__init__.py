"""What the wire answers a subscriber's machine besides its entries and its stream."""

"""One module for each way a card is answered."""

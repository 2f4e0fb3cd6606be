"""Planning backwards from the exam day. Pure: days, minutes and seeds are arguments."""

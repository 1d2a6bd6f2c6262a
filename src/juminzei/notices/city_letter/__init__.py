"""Letters to other municipalities: cover letters of what is sent on, and notices."""

"""A string becomes arrays: tokens, sentences, quotation marks. Knows no corpus."""

"""宛名の統合・分離: one person under two numbers, brought together and taken apart again."""

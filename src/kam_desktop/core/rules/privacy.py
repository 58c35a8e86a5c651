"""What stays with us: the facts that leave the program only when they are asked for (D-13.4)."""

from typing import Final

#: Of a contact: what the person told us of life outside work. Relatives and personal notes are private as well.
PRIVATE: Final = ("hometown", "family", "hobbies", "personality", "taboos")

"""What readers are told by mail: answers, mentions, decisions; at their pace, and no longer than
they want."""

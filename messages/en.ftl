# Every sentence that people read, in English. vi.ftl holds the same keys in Vietnamese.
#
# Sentences may be changed here without reading the program: only the keys on the left of the equals sign and the arguments in
# braces, such as { $label }, must stay. Syntax: https://projectfluent.org/fluent/guide/

## Findings: one entry a code. `.meaning` is what the code means, the other lines are said to the sender.

check-failed =
    .meaning = An assertion of a check does not hold.
    .written = written


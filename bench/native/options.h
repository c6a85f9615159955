// Command lines of the form --name value.
#pragma once

// The value of an option, or what to take without it. Unknown options are not noticed here: call options_check.
const char *option_text(int argc, char **argv, const char *name, const char *otherwise);
// A whole number within the given bounds; outside them the program ends.
int option_number(int argc, char **argv, const char *name, int otherwise, int least, int most);
// Ends the program where an option is none of the given names (ended by NULL).
void options_check(int argc, char **argv, const char *const *names);

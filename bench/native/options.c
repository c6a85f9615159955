#include "options.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "common.h"

const char *option_text(int argc, char **argv, const char *name, const char *otherwise)
{
    for (int i = 1; i + 1 < argc; i += 2)
        if (strcmp(argv[i] + 2, name) == 0)
            return argv[i + 1];
    return otherwise;
}

int option_number(int argc, char **argv, const char *name, int otherwise, int least, int most)
{
    const char *text = option_text(argc, argv, name, NULL);
    if (!text)
        return otherwise;
    char *end;
    long value = strtol(text, &end, 10);
    if (*end || end == text || value < least || value > most)
        fail("--%s is '%s'; it may be %d to %d", name, text, least, most);
    return (int)value;
}

void options_check(int argc, char **argv, const char *const *names)
{
    for (int i = 1; i < argc; i += 2) {
        bool known = false;
        for (const char *const *name = names; *name; name++)
            known = known || (strncmp(argv[i], "--", 2) == 0 && strcmp(argv[i] + 2, *name) == 0);
        if (!known || i + 1 == argc)
            fail("%s: not an option, or without its value", argv[i]);
    }
}

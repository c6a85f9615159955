#include "measure.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "common.h"

void samples_add(struct samples *samples, int64_t microseconds)
{
    if (samples->count == samples->capacity) {
        samples->capacity = samples->capacity ? samples->capacity * 2 : 4096;
        samples->values = realloc(samples->values, samples->capacity * sizeof *samples->values);
        if (!samples->values)
            fail("out of memory for samples");
    }
    samples->values[samples->count++] = microseconds < 0 ? 0 : microseconds > UINT32_MAX ? UINT32_MAX : (uint32_t)microseconds;
}

static int ascending(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

void samples_sort(struct samples *samples)
{
    if (samples->count > 0)
        qsort(samples->values, samples->count, sizeof *samples->values, ascending);
}

double samples_quantile(const struct samples *samples, double quantile)
{
    if (samples->count == 0)
        return -1;
    size_t index = (size_t)(quantile * (double)samples->count);
    return samples->values[index < samples->count ? index : samples->count - 1];
}

void samples_print(FILE *out, const char *name, struct samples *samples)
{
    samples_sort(samples);
    if (samples->count == 0) {
        fprintf(out, "\"%s\":null", name);
        return;
    }
    fprintf(out, "\"%s\":{\"count\":%zu,\"p50\":%.3f,\"p99\":%.3f,\"max\":%.3f}", name, samples->count,
            samples_quantile(samples, 0.5) / 1000, samples_quantile(samples, 0.99) / 1000, samples_quantile(samples, 1) / 1000);
}

struct processes processes_parse(const char *list)
{
    struct processes processes = { .count = 0 };
    while (list && *list && processes.count < MOST_PROCESSES) {
        processes.ids[processes.count++] = atoi(list);
        list = strchr(list, ',');
        if (list)
            list++;
    }
    return processes;
}

static bool read_stat(int id, char *text, size_t size, char **fields)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/stat", id);
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    size_t length = fread(text, 1, size - 1, file);
    fclose(file);
    text[length] = 0;
    // The name in brackets may hold anything; the fields that follow start at number 3, the state.
    *fields = strrchr(text, ')');
    return *fields != NULL;
}

int64_t processes_cpu_us(const struct processes *processes)
{
    int64_t ticks = 0;
    for (int i = 0; i < processes->count; i++) {
        char text[1024], *fields;
        unsigned long user = 0, system = 0;
        if (read_stat(processes->ids[i], text, sizeof text, &fields)
            && sscanf(fields, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) == 2)
            ticks += (int64_t)(user + system);
    }
    return ticks * (1000000 / sysconf(_SC_CLK_TCK));
}

int64_t processes_resident(const struct processes *processes)
{
    int64_t bytes = 0;
    for (int i = 0; i < processes->count; i++) {
        char path[64];
        long pages = 0;
        snprintf(path, sizeof path, "/proc/%d/statm", processes->ids[i]);
        FILE *file = fopen(path, "r");
        if (!file)
            continue;
        if (fscanf(file, "%*d %ld", &pages) == 1)
            bytes += pages * sysconf(_SC_PAGESIZE);
        fclose(file);
    }
    return bytes;
}

int64_t own_cpu_us(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000LL + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

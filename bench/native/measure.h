// What is counted, and what a process costs.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define MOST_SECONDS 300
#define MOST_PROCESSES 64

// Every sample is kept (microseconds), so that quantiles are exact.
struct samples {
    uint32_t *values;
    size_t count;
    size_t capacity;
};

void samples_add(struct samples *samples, int64_t microseconds);
void samples_sort(struct samples *samples);
// 0..1 of sorted samples; -1 where there are none.
double samples_quantile(const struct samples *samples, double quantile);
// {"count":…,"p50":…,"p99":…,"max":…} in milliseconds; sorts.
void samples_print(FILE *out, const char *name, struct samples *samples);

struct processes {
    int ids[MOST_PROCESSES];
    int count;
};

// A comma-separated list.
struct processes processes_parse(const char *list);
// User and system time of all threads of all of them, microseconds (the kernel counts in 10 ms).
int64_t processes_cpu_us(const struct processes *processes);
// Resident memory of all of them, bytes.
int64_t processes_resident(const struct processes *processes);
int64_t own_cpu_us(void);

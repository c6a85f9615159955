// Finds the stamps in what a server sends, in whatever pieces it comes.
#pragma once
#include <stddef.h>
#include <stdint.h>

// The field that carries the stamp: when its value was sampled, in microseconds of CLOCK_MONOTONIC.
#define STAMP_FIELD "uptimeSeconds"
// Longest text that a stamp needs: the field, its quotes and colon, and the number.
#define STAMP_SPAN 48

struct scan {
    unsigned char tail[STAMP_SPAN];
    int tail_length;
};

typedef void stamp_found(void *context, int64_t stamp);

// Passes one more piece of payload. A stamp that lies across two pieces is found once it is whole;
// one near a border may be told twice.
void scan_piece(struct scan *scan, const unsigned char *piece, size_t length, stamp_found *found, void *context);

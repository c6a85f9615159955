#include "scan.h"

#include <stdbool.h>
#include <string.h>

// The number after the field's name: text in JSON (`":123,`), four or eight bytes in MessagePack. False where it is not whole.
static bool read_stamp(const unsigned char *at, const unsigned char *end, int64_t *stamp)
{
    if (end - at < 9)
        return false;
    if (at[0] == '"' && at[1] == ':') {
        int64_t value = 0;
        for (at += 2; at < end && *at >= '0' && *at <= '9'; at++)
            value = value * 10 + (*at - '0');
        *stamp = value;
        return at < end;
    }
    int width = at[0] == 0xce || at[0] == 0xd2 ? 4 : at[0] == 0xcf || at[0] == 0xd3 ? 8 : 0;
    int64_t value = 0;
    for (int i = 1; i <= width; i++)
        value = value << 8 | at[i];
    *stamp = value;
    return width > 0;
}

static void scan_span(const unsigned char *span, size_t length, stamp_found *found, void *context)
{
    const unsigned char *end = span + length, *at = span;
    while ((at = memmem(at, (size_t)(end - at), STAMP_FIELD, sizeof STAMP_FIELD - 1)) != NULL) {
        int64_t stamp;
        at += sizeof STAMP_FIELD - 1;
        if (read_stamp(at, end, &stamp))
            found(context, stamp);
    }
}

void scan_piece(struct scan *scan, const unsigned char *piece, size_t length, stamp_found *found, void *context)
{
    if (scan->tail_length > 0) {
        unsigned char border[2 * STAMP_SPAN];
        size_t head = length < STAMP_SPAN ? length : STAMP_SPAN;
        memcpy(border, scan->tail, (size_t)scan->tail_length);
        memcpy(border + scan->tail_length, piece, head);
        scan_span(border, (size_t)scan->tail_length + head, found, context);
    }
    scan_span(piece, length, found, context);

    if (length >= STAMP_SPAN) {
        memcpy(scan->tail, piece + length - STAMP_SPAN, STAMP_SPAN);
        scan->tail_length = STAMP_SPAN;
        return;
    }
    int keep = STAMP_SPAN - (int)length < scan->tail_length ? STAMP_SPAN - (int)length : scan->tail_length;
    memmove(scan->tail, scan->tail + scan->tail_length - keep, (size_t)keep);
    memcpy(scan->tail + keep, piece, length);
    scan->tail_length = keep + (int)length;
}

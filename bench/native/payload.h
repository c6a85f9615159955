// The three topics of one tick as JSON, shaped and sized like the hub's own messages.
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { TOPICS = 3, TOPIC_LIMIT = 2048 };

// Writes topic 0 (stats), 1 (an execution) or 2 (health) of a tick; stamp is when it was sampled, microseconds
// of CLOCK_MONOTONIC. Returns its length.
size_t payload_write(char *text, int topic, int64_t tick, int64_t stamp);

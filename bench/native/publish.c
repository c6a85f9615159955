// Posts each topic of each tick to a server that takes publications over HTTP (nchan), on one kept connection.
// It runs beside the server, so what it costs is not the server's.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "common.h"
#include "options.h"
#include "payload.h"

static volatile sig_atomic_t stopped;

static void stop(int signal_) { stopped = signal_; }

// Waits for the answer's head, and takes whatever of its short body is there with it.
static void read_answer(int server)
{
    char answer[8192];
    struct pollfd readable = { .fd = server, .events = POLLIN };
    if (poll(&readable, 1, 10000) != 1)
        fail("the server did not answer a publication within 10 s");
    ssize_t length = recv(server, answer, sizeof answer, 0);
    if (length < 12 || memcmp(answer, "HTTP/1.1 20", 11) != 0)
        fail("the server answered a publication with '%.*s'", length > 0 ? (int)length : 0, answer);
}

static void post(int server, const char *path, int topic, int64_t tick, int64_t stamp)
{
    char body[TOPIC_LIMIT], request[TOPIC_LIMIT + 512];
    size_t length = payload_write(body, topic, tick, stamp);
    int head = snprintf(request, 512, "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n", path, length);
    memcpy(request + head, body, length);
    send_all(server, request, (size_t)head + length);
    read_answer(server);
}

int main(int argc, char **argv)
{
    static const char *const names[] = { "port", "path", "rate", "gap-ms", "most-seconds", NULL };
    options_check(argc, argv, names);
    int server = open_from(0, option_number(argc, argv, "port", 0, 1, 65535), 0);
    const char *path = option_text(argc, argv, "path", "/publish");
    int64_t period = 1000000 / option_number(argc, argv, "rate", 10, 1, 1000);
    int64_t gap = option_number(argc, argv, "gap-ms", 0, 0, 1000) * 1000LL;
    int64_t end = now_us() + option_number(argc, argv, "most-seconds", 120, 1, 600) * 1000000LL;
    signal(SIGTERM, stop);
    signal(SIGINT, stop);

    int64_t next = now_us();
    for (int64_t tick = 1; next < end && !stopped; tick++, next += period) {
        sleep_until_us(next);
        int64_t stamp = now_us();
        for (int topic = 0; topic < TOPICS && !stopped; topic++) {
            if (gap > 0)
                sleep_until_us(next + topic * gap);
            post(server, path, topic, tick, stamp);
        }
    }
    return 0;
}

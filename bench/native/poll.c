// Many callers that ask one HTTP address again and again, over kept connections where the server keeps them.
// Counts for a while, prints one line of JSON, and ends by itself.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common.h"
#include "measure.h"
#include "options.h"

enum { MOST_CALLERS = 10000 };

struct caller {
    int socket;            // -1: none
    bool connecting;
    bool waiting;          // for an answer
    int64_t due;           // when it asks next
    int64_t asked;
    size_t head_length;
    char head[4096];       // the answer's start line and headers
    bool head_done;
    bool chunked, closing;
    int64_t body_left;     // of a body of known length
    char last[5];          // of a chunked body: it ends "0\r\n\r\n"
};

static struct caller *callers;
static int count, port, epoll, addresses;
static int64_t interval;
static char request[4096];
static int request_length;
static bool measuring;
static int64_t answers, refusals, connects, bytes;
static struct samples latency;
static volatile sig_atomic_t stopped;

static void stop(int signal_) { stopped = signal_; }

static void watch(int operation, struct caller *caller, uint32_t events)
{
    struct epoll_event event = { .events = events, .data.ptr = caller };
    if (epoll_ctl(epoll, operation, caller->socket, &event) != 0)
        fail("epoll_ctl: %s", strerror(errno));
}

static void ask(struct caller *caller)
{
    caller->asked = now_us();
    caller->waiting = true;
    caller->head_length = 0;
    caller->head_done = caller->chunked = caller->closing = false;
    caller->body_left = -1;
    if (caller->socket >= 0) {
        send_all(caller->socket, request, (size_t)request_length);
        return;
    }
    caller->socket = open_from(1 + (int)(caller - callers) % addresses, port, 0);
    caller->connecting = true;
    connects += measuring;
    watch(EPOLL_CTL_ADD, caller, EPOLLOUT);
}

static void hang_up(struct caller *caller)
{
    close(caller->socket);
    caller->socket = -1;
    caller->connecting = false;
}

static void answered(struct caller *caller)
{
    int64_t now = now_us();
    if (measuring) {
        bool good = memcmp(caller->head, "HTTP/1.1 200", 12) == 0;
        answers += good;
        refusals += !good;
        samples_add(&latency, now - caller->asked);
    }
    caller->waiting = false;
    if (caller->closing)
        hang_up(caller);
    caller->due = interval ? caller->due + interval : now;
    if (interval && caller->due < now)
        caller->due = now; // late: it does not catch up with a burst
}

static void read_head(struct caller *caller)
{
    caller->head[caller->head_length] = 0;
    const char *length = strcasestr(caller->head, "\r\ncontent-length:");
    if (length)
        caller->body_left = atoll(length + 17);
    caller->chunked = strcasestr(caller->head, "\r\ntransfer-encoding: chunked") != NULL;
    caller->closing = strcasestr(caller->head, "\r\nconnection: close") != NULL;
    caller->head_done = true;
    memset(caller->last, 0, sizeof caller->last);
}

static void read_body(struct caller *caller, const char *piece, size_t length)
{
    if (caller->body_left >= 0) {
        caller->body_left -= (int64_t)length;
        if (caller->body_left <= 0)
            answered(caller);
        return;
    }
    for (size_t i = length > 5 ? length - 5 : 0; i < length; i++) {
        memmove(caller->last, caller->last + 1, 4);
        caller->last[4] = piece[i];
    }
    if (caller->chunked && memcmp(caller->last, "0\r\n\r\n", 5) == 0)
        answered(caller);
}

static void read_answer(struct caller *caller, const char *piece, size_t length)
{
    bytes += measuring ? (int64_t)length : 0;
    while (!caller->head_done && length > 0) {
        if (caller->head_length == sizeof caller->head - 1)
            fail("an answer's headers are longer than %zu bytes", sizeof caller->head);
        caller->head[caller->head_length++] = *piece++;
        length--;
        if (caller->head_length >= 4 && memcmp(caller->head + caller->head_length - 4, "\r\n\r\n", 4) == 0)
            read_head(caller);
    }
    if (caller->head_done)
        read_body(caller, piece, length);
}

static void serve(struct caller *caller)
{
    static char buffer[256 * 1024];
    if (caller->connecting) {
        caller->connecting = false;
        watch(EPOLL_CTL_MOD, caller, EPOLLIN);
        send_all(caller->socket, request, (size_t)request_length);
        return;
    }
    ssize_t length = recv(caller->socket, buffer, sizeof buffer, 0);
    if (length < 0 && errno == EAGAIN)
        return;
    if (length > 0) {
        read_answer(caller, buffer, (size_t)length);
        return;
    }
    bool whole = caller->waiting && caller->head_done && caller->body_left < 0 && !caller->chunked;
    hang_up(caller);
    if (whole) {
        caller->closing = false;
        answered(caller); // a body that ends with the connection
    } else if (caller->waiting && caller->head_length == 0) {
        ask(caller); // a kept connection that the server had given up: asked again on a new one
    } else if (caller->waiting) {
        fail("the server hung up within an answer");
    }
}

static void live_for(int seconds)
{
    struct epoll_event events[512];
    int64_t end = now_us() + seconds * 1000000LL;
    for (int64_t now = now_us(); now < end && !stopped; now = now_us()) {
        int64_t next = now + 100000;
        for (int i = 0; i < count; i++) {
            if (!callers[i].waiting && callers[i].due <= now)
                ask(&callers[i]);
            else if (!callers[i].waiting && callers[i].due < next)
                next = callers[i].due;
        }
        int ready = epoll_wait(epoll, events, 512, (int)((next - now + 999) / 1000));
        for (int i = 0; i < ready; i++)
            serve(events[i].data.ptr);
    }
}

static void prepare(int argc, char **argv)
{
    static const char *const names[] = { "port", "path", "header", "callers", "interval-ms", "addresses", "warmup", "seconds", "pids", NULL };
    options_check(argc, argv, names);
    port = option_number(argc, argv, "port", 0, 1, 65535);
    count = option_number(argc, argv, "callers", 50, 1, MOST_CALLERS);
    interval = option_number(argc, argv, "interval-ms", 0, 0, 60000) * 1000LL;
    addresses = option_number(argc, argv, "addresses", 100, 1, 250);
    const char *header = option_text(argc, argv, "header", NULL);
    request_length = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s%s\r\n",
                              option_text(argc, argv, "path", "/api/stats/"), port, header ? header : "", header ? "\r\n" : "");
    callers = calloc((size_t)count, sizeof *callers);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    int64_t now = now_us();
    for (int i = 0; i < count; i++) {
        callers[i].socket = -1;
        callers[i].due = now + interval * i / count; // spread, as independent callers are
    }
}

int main(int argc, char **argv)
{
    prepare(argc, argv);
    int warmup = option_number(argc, argv, "warmup", 7, 0, MOST_SECONDS);
    int seconds = option_number(argc, argv, "seconds", 10, 1, MOST_SECONDS);
    struct processes server = processes_parse(option_text(argc, argv, "pids", ""));
    signal(SIGTERM, stop);
    signal(SIGINT, stop);
    signal(SIGPIPE, SIG_IGN);

    live_for(warmup);
    measuring = true;
    int64_t start = now_us(), cpu = processes_cpu_us(&server), own = own_cpu_us();
    live_for(seconds);
    printf("{\"callers\":%d,\"seconds\":%.3f,\"answers\":%lld,\"refusals\":%lld,\"connects\":%lld,\"bytes\":%lld,\"serverCpuUs\":%lld,\"ownCpuUs\":%lld,",
           count, (double)(now_us() - start) / 1e6, (long long)answers, (long long)refusals, (long long)connects, (long long)bytes,
           (long long)(processes_cpu_us(&server) - cpu), (long long)(own_cpu_us() - own));
    samples_print(stdout, "latencyMs", &latency);
    printf("}\n");
    return 0;
}

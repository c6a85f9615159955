// The limit: one thread that does nothing but `send` each message to each connection. What a server costs above this,
// its framework costs. It knows no sign-in, no ping, no back-pressure: a client whose buffer is full loses the message.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common.h"
#include "options.h"
#include "payload.h"

enum { MOST_CLIENTS = 18000 };

static int clients[MOST_CLIENTS];
static int count;
static volatile sig_atomic_t stopped;

static void stop(int signal_) { stopped = signal_; }

// The load generator always sends the key of RFC 6455's example, so the answer is the example's too.
static const char upgraded[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

static void take_in(int listener)
{
    int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (client < 0)
        return;
    if (count == MOST_CLIENTS)
        fail("more than %d clients", MOST_CLIENTS);
    send_all(client, upgraded, sizeof upgraded - 1);
    clients[count++] = client;
}

static size_t frame(unsigned char *out, const char *text, size_t length)
{
    out[0] = 0x81;
    out[1] = 126;
    out[2] = (unsigned char)(length >> 8);
    out[3] = (unsigned char)length;
    memcpy(out + 4, text, length);
    return length + 4;
}

static void send_topic(int topic, int64_t tick, int64_t stamp)
{
    char text[TOPIC_LIMIT];
    unsigned char framed[TOPIC_LIMIT + 4];
    size_t length = frame(framed, text, payload_write(text, topic, tick, stamp));
    for (int i = 0; i < count; i++)
        if (send(clients[i], framed, length, MSG_NOSIGNAL | MSG_DONTWAIT) < 0 && errno != EAGAIN) {
            close(clients[i]);
            clients[i--] = clients[--count];
        }
}

// Lets clients in until the given time.
static void wait_until(int listener, int epoll, int64_t when)
{
    for (int64_t now = now_us(); now < when && !stopped; now = now_us()) {
        struct epoll_event event;
        if (epoll_wait(epoll, &event, 1, (int)((when - now) / 1000)) == 1)
            take_in(listener);
        else if (when - now_us() < 1000)
            sleep_until_us(when);
    }
}

int main(int argc, char **argv)
{
    static const char *const names[] = { "port", "rate", "gap-ms", "most-seconds", NULL };
    options_check(argc, argv, names);
    int listener = listen_on_loopback(option_number(argc, argv, "port", 0, 1, 65535));
    int64_t period = 1000000 / option_number(argc, argv, "rate", 10, 1, 1000);
    int64_t gap = option_number(argc, argv, "gap-ms", 0, 0, 1000) * 1000LL;
    int64_t end = now_us() + option_number(argc, argv, "most-seconds", 120, 1, 600) * 1000000LL;
    signal(SIGTERM, stop);
    signal(SIGINT, stop);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = { .events = EPOLLIN };
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);

    int64_t next = now_us();
    for (int64_t tick = 1; next < end && !stopped; tick++, next += period) {
        wait_until(listener, epoll, next);
        int64_t stamp = now_us();
        for (int topic = 0; topic < TOPICS && !stopped; topic++) {
            if (topic > 0 && gap > 0)
                wait_until(listener, epoll, next + topic * gap);
            send_topic(topic, tick, stamp);
        }
    }
    return 0;
}

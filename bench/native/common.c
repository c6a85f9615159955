#include "common.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

_Noreturn void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

void sleep_until_us(int64_t when_us)
{
    struct timespec when = { .tv_sec = when_us / 1000000, .tv_nsec = when_us % 1000000 * 1000 };
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &when, NULL) == EINTR)
        ;
}

static void set_int(int socket, int level, int option, int value)
{
    if (setsockopt(socket, level, option, &value, sizeof value) != 0)
        fail("setsockopt %d: %s", option, strerror(errno));
}

int open_from(int from, int port, int receive_buffer)
{
    int socket_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket_ < 0)
        fail("socket: %s (is the limit of open files high enough?)", strerror(errno));

    // Before connecting: the window offered in the handshake comes from it.
    if (receive_buffer > 0)
        set_int(socket_, SOL_SOCKET, SO_RCVBUF, receive_buffer);
    set_int(socket_, IPPROTO_TCP, TCP_NODELAY, 1);
    set_int(socket_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);

    struct sockaddr_in source = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + (uint32_t)from) };
    if (bind(socket_, (struct sockaddr *)&source, sizeof source) != 0)
        fail("bind: %s", strerror(errno));

    struct sockaddr_in target = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    if (connect(socket_, (struct sockaddr *)&target, sizeof target) != 0 && errno != EINPROGRESS)
        fail("connect to port %d: %s", port, strerror(errno));
    return socket_;
}

int listen_on_loopback(int port)
{
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    set_int(listener, SOL_SOCKET, SO_REUSEADDR, 1);
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 4096) != 0)
        fail("listen on port %d: %s", port, strerror(errno));
    return listener;
}

void send_all(int socket_, const void *bytes, size_t length)
{
    const char *rest = bytes;
    while (length > 0) {
        ssize_t sent = send(socket_, rest, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN) {
            struct pollfd writable = { .fd = socket_, .events = POLLOUT };
            poll(&writable, 1, 1000);
            continue;
        }
        if (sent < 0)
            fail("send: %s", strerror(errno));
        rest += sent;
        length -= (size_t)sent;
    }
}

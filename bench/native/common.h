// What every program here shares: the clock, sockets, and failing aloud.
#pragma once
#include <stddef.h>
#include <stdint.h>

// Microseconds of CLOCK_MONOTONIC, the clock that .NET's TimeProvider and Node's hrtime read too,
// so that a stamp put in by one process can be compared in another on the same machine.
int64_t now_us(void);

_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

// The next tick of a steady beat that does not drift.
void sleep_until_us(int64_t when_us);

// Opens a non-blocking TCP connection to 127.0.0.1:port from 127.0.0.(2 + from), so that one server port
// can take more connections than one source address has ports. receive_buffer in bytes, 0: the system's.
int open_from(int from, int port, int receive_buffer);

int listen_on_loopback(int port);

// Sends all of it on a socket that may be non-blocking; fails aloud when the peer is gone.
void send_all(int socket, const void *bytes, size_t length);

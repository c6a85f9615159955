// One subscriber: connects, greets in the server's way, and from then on only reads.
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "measure.h"
#include "scan.h"

enum speak { SPEAK_SIGNALR_JSON, SPEAK_SIGNALR_MESSAGEPACK, SPEAK_SOCKETIO, SPEAK_PLAIN };

enum session_state { SESSION_CONNECTING, SESSION_UPGRADING, SESSION_GREETING, SESSION_READY, SESSION_CLOSED };

// What all subscribers of one kind got within the measured time.
struct tally {
    const char *name;
    int clients;
    int64_t messages;
    int64_t writes;  // WebSocket frames
    int64_t bytes;
    int64_t ticks;   // stamps newer than any before, one client at a time
    int64_t ticks_by_second[MOST_SECONDS];
    int fewest_by_second[MOST_SECONDS]; // of the client that got fewest
    struct samples latency;
    struct samples age;
};

// What all sessions of a run share.
struct run {
    enum speak speak;
    int port;
    const char *path;
    const char *header; // a whole header line for the upgrade, or NULL
    bool measuring;
    int64_t measured_from;
};

struct session {
    int socket;
    enum session_state state;
    bool greeted;          // Socket.IO: our connect packet is out
    struct tally *tally;
    char status[12];       // "HTTP/1.1 101"
    int status_length;
    int blank;             // how much of "\r\n\r\n" was seen
    unsigned char header[10];
    int header_length;
    uint64_t frame_left;
    unsigned char frame_kind;
    bool frame_fresh;      // nothing of its payload was read yet
    uint64_t message_left; // MessagePack: bytes of the current message still to come
    uint64_t length_so_far;
    int length_shift;
    struct scan scan;
    int64_t newest;        // stamp
    int ticks_this_second;
};

// The connection stands (or failed): asks for the upgrade.
void session_connected(struct run *run, struct session *session);
// Reads once, at most limit bytes; returns how many, 0 where nothing was there. Becomes closed when the server closed.
size_t session_read(struct run *run, struct session *session, size_t limit);
// What a stock client sends every 15 s, so that the server keeps the connection.
void session_keep_alive(struct run *run, struct session *session);
// Whether the server still holds the connection, also where nobody reads.
bool session_is_open(const struct session *session);

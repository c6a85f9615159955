#include "session.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "common.h"

enum { FRAME_CONTINUED = 0, FRAME_TEXT = 1, FRAME_BINARY = 2, FRAME_CLOSE = 8, FRAME_PING = 9 };

// RFC 6455's own example: nobody here checks the answer, so one key serves all.
#define WEBSOCKET_KEY "dGhlIHNhbXBsZSBub25jZQ=="

static unsigned char buffer[256 * 1024];

static void close_session(struct session *session) { session->state = SESSION_CLOSED; }

// A client's frame of at most 125 bytes. The mask is required and may be zero, which leaves the payload as it is.
static void send_frame(struct session *session, int kind, const void *payload, size_t length)
{
    unsigned char frame[6 + 125] = { (unsigned char)(0x80 | kind), (unsigned char)(0x80 | length) };
    memcpy(frame + 6, payload, length);
    if (send(session->socket, frame, 6 + length, MSG_NOSIGNAL) < 0 && errno != EAGAIN)
        close_session(session);
}

static void send_text(struct session *session, const char *text) { send_frame(session, FRAME_TEXT, text, strlen(text)); }

void session_connected(struct run *run, struct session *session)
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(session->socket, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0)
        fail("connect to port %d: %s", run->port, strerror(error));

    char request[4096];
    int length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " WEBSOCKET_KEY "\r\n%s%s\r\n",
                          run->path, run->port, run->header ? run->header : "", run->header ? "\r\n" : "");
    if (length >= (int)sizeof request)
        fail("the upgrade request is longer than %zu bytes", sizeof request);
    send_all(session->socket, request, (size_t)length);
    session->state = SESSION_UPGRADING;
}

static void upgraded(struct run *run, struct session *session)
{
    if (memcmp(session->status, "HTTP/1.1 101", sizeof session->status) != 0)
        fail("the server answered '%.*s' to the upgrade", (int)sizeof session->status, session->status);

    session->state = SESSION_GREETING;
    switch (run->speak) {
    case SPEAK_SIGNALR_JSON:
        send_text(session, "{\"protocol\":\"json\",\"version\":1}\x1e");
        break;
    case SPEAK_SIGNALR_MESSAGEPACK:
        send_text(session, "{\"protocol\":\"messagepack\",\"version\":1}\x1e");
        break;
    case SPEAK_SOCKETIO:
        break; // the server speaks first
    case SPEAK_PLAIN:
        session->state = SESSION_READY;
        break;
    }
}

// Eats the answer to the upgrade; returns how much of the piece that was.
static size_t read_upgrade(struct run *run, struct session *session, const unsigned char *piece, size_t length)
{
    static const char blank[] = "\r\n\r\n";
    for (size_t i = 0; i < length; i++) {
        if (session->status_length < (int)sizeof session->status)
            session->status[session->status_length++] = (char)piece[i];
        session->blank = piece[i] == (unsigned char)blank[session->blank] ? session->blank + 1 : piece[i] == '\r';
        if (session->blank == 4) {
            upgraded(run, session);
            return i + 1;
        }
    }
    return length;
}

// The first words of the server: a SignalR handshake answer, or Socket.IO's open and connect packets.
static void read_greeting(struct run *run, struct session *session, const unsigned char *piece, size_t length)
{
    if (run->speak != SPEAK_SOCKETIO) {
        if (length < 2 || piece[0] != '{' || piece[1] != '}')
            fail("the hub refused the handshake: %.*s", (int)length, piece);
        session->state = SESSION_READY;
    } else if (piece[0] == '0' && !session->greeted) {
        session->greeted = true;
        send_text(session, "40");
    } else if (length >= 2 && piece[0] == '4' && piece[1] == '0') {
        session->state = SESSION_READY;
    }
}

// MessagePack messages stand one after the other, each behind its length in seven-bit groups.
static int64_t count_length_prefixed(struct session *session, const unsigned char *piece, size_t length)
{
    int64_t messages = 0;
    while (length > 0) {
        if (session->message_left == 0) {
            session->length_so_far |= (uint64_t)(*piece & 0x7f) << session->length_shift;
            session->length_shift += 7;
            if (!(*piece & 0x80)) {
                session->message_left = session->length_so_far;
                session->length_so_far = 0;
                session->length_shift = 0;
                messages++;
            }
            piece++;
            length--;
            continue;
        }
        size_t taken = length < session->message_left ? length : (size_t)session->message_left;
        session->message_left -= taken;
        piece += taken;
        length -= taken;
    }
    return messages;
}

static int64_t count_separators(const unsigned char *piece, size_t length)
{
    int64_t messages = 0;
    const unsigned char *end = piece + length;
    while ((piece = memchr(piece, 0x1e, (size_t)(end - piece))) != NULL) {
        messages++;
        piece++;
    }
    return messages;
}

struct sighting {
    struct run *run;
    struct session *session;
    int64_t now;
};

static void stamp_seen(void *context, int64_t stamp)
{
    struct sighting *sighting = context;
    struct session *session = sighting->session;
    if (stamp <= session->newest)
        return; // told twice, or sent twice: news only once
    session->newest = stamp;
    if (!sighting->run->measuring)
        return;
    session->ticks_this_second++;
    session->tally->ticks++;
    samples_add(&session->tally->latency, sighting->now - stamp);
}

static void read_news(struct run *run, struct session *session, const unsigned char *piece, size_t length)
{
    if (run->speak == SPEAK_SOCKETIO && session->frame_fresh && piece[0] == '2') {
        send_text(session, "3"); // engine.io's ping
        return;
    }
    int64_t messages = run->speak == SPEAK_SIGNALR_MESSAGEPACK ? count_length_prefixed(session, piece, length)
                     : run->speak == SPEAK_SIGNALR_JSON ? count_separators(piece, length)
                     : session->frame_fresh;
    if (run->measuring)
        session->tally->messages += messages;

    struct sighting sighting = { run, session, now_us() };
    scan_piece(&session->scan, piece, length, stamp_seen, &sighting);
}

static void read_payload(struct run *run, struct session *session, const unsigned char *piece, size_t length)
{
    if (session->frame_kind == FRAME_CLOSE)
        close_session(session);
    else if (session->frame_kind == FRAME_PING)
        send_frame(session, 10, piece, length);
    else if (session->frame_kind > FRAME_BINARY)
        return;
    else if (session->state == SESSION_GREETING)
        read_greeting(run, session, piece, length);
    else
        read_news(run, session, piece, length);
    session->frame_fresh = false;
}

// How long a frame's header is, as far as its first bytes tell: 2, 4 or 10. A server's frames have no mask.
static int header_size(const struct session *session)
{
    if (session->header_length < 2)
        return 2;
    int length = session->header[1] & 0x7f;
    return length == 127 ? 10 : length == 126 ? 4 : 2;
}

static void begin_frame(struct run *run, struct session *session)
{
    const unsigned char *header = session->header;
    session->frame_left = header[1] & 0x7f;
    if (session->header_length > 2) {
        session->frame_left = 0;
        for (int i = 2; i < session->header_length; i++)
            session->frame_left = session->frame_left << 8 | header[i];
    }
    int kind = header[0] & 0x0f;
    session->frame_fresh = kind != FRAME_CONTINUED;
    session->frame_kind = (unsigned char)kind;
    session->header_length = 0;
    if (run->measuring && session->state == SESSION_READY)
        session->tally->writes++;
}

static void read_frames(struct run *run, struct session *session, const unsigned char *piece, size_t length)
{
    while (length > 0 && session->state != SESSION_CLOSED) {
        if (session->frame_left == 0) {
            session->header[session->header_length++] = *piece++;
            length--;
            if (session->header_length == header_size(session))
                begin_frame(run, session);
            continue;
        }
        size_t taken = length < session->frame_left ? length : (size_t)session->frame_left;
        read_payload(run, session, piece, taken);
        session->frame_left -= taken;
        piece += taken;
        length -= taken;
    }
}

size_t session_read(struct run *run, struct session *session, size_t limit)
{
    ssize_t length = recv(session->socket, buffer, limit < sizeof buffer ? limit : sizeof buffer, 0);
    if (length < 0 && errno == EAGAIN)
        return 0;
    if (length <= 0) {
        close_session(session);
        return 0;
    }
    if (run->measuring)
        session->tally->bytes += length;

    size_t eaten = session->state == SESSION_UPGRADING ? read_upgrade(run, session, buffer, (size_t)length) : 0;
    read_frames(run, session, buffer + eaten, (size_t)length - eaten);
    return (size_t)length;
}

void session_keep_alive(struct run *run, struct session *session)
{
    static const unsigned char packed[] = { 2, 0x91, 6 };
    if (session->state != SESSION_READY)
        return;
    if (run->speak == SPEAK_SIGNALR_JSON)
        send_text(session, "{\"type\":6}\x1e");
    else if (run->speak == SPEAK_SIGNALR_MESSAGEPACK)
        send_frame(session, FRAME_BINARY, packed, sizeof packed);
}

bool session_is_open(const struct session *session)
{
    struct tcp_info info;
    socklen_t size = sizeof info;
    return session->state != SESSION_CLOSED
        && getsockopt(session->socket, IPPROTO_TCP, TCP_INFO, &info, &size) == 0
        && info.tcpi_state == TCP_ESTABLISHED;
}

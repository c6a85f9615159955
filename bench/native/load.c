// Many subscribers in one thread: healthy ones, ones that read slowly and ones that stopped reading.
// Connects them all, lets the server run warm, counts for a while, prints one line of JSON, and ends by itself.
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "common.h"
#include "options.h"
#include "session.h"

enum {
    MOST_CLIENTS = 18000,
    CONNECT_LIMIT_MS = 60000,
    SLOW_STEP_US = 20000,     // a slow reader takes its share this often
    SURVEY_STEP_US = 100000,  // ages are looked at this often
    KEEP_ALIVE_STEPS = 150,   // surveys until every client has said that it is there: 15 s, as stock clients do
};

static struct run run;
static struct session *sessions;
static struct tally healthy = { .name = "healthy" }, slow = { .name = "slow" }, stalled = { .name = "stalled" };
static int clients, in_flight, receive_buffer, slow_rate, addresses;
static int opened, ready, epoll;
static volatile sig_atomic_t stopped;

static void stop(int signal_) { stopped = signal_; }

static void watch(int operation, struct session *session, uint32_t events)
{
    struct epoll_event event = { .events = events, .data.ptr = session };
    if (epoll_ctl(epoll, operation, session->socket, &event) != 0)
        fail("epoll_ctl: %s", strerror(errno));
}

static void open_next(void)
{
    struct session *session = &sessions[opened];
    // The odd ones stand among the others, not at an end: servers walk their connections in order.
    int every = slow.clients + stalled.clients ? clients / (slow.clients + stalled.clients) : 0;
    int odd = every && opened % every == every - 1 ? opened / every : -1;
    session->tally = odd < 0 ? &healthy : odd < stalled.clients ? &stalled : odd < stalled.clients + slow.clients ? &slow : &healthy;
    session->socket = open_from(1 + opened % addresses, run.port, session->tally == &healthy ? 0 : receive_buffer);
    opened++;
    watch(EPOLL_CTL_ADD, session, EPOLLOUT);
}

static void became_ready(struct session *session)
{
    ready++;
    if (session->tally != &healthy)
        watch(EPOLL_CTL_DEL, session, 0); // read by the clock, or never again
}

static void serve(struct session *session)
{
    if (session->state == SESSION_CONNECTING) {
        session_connected(&run, session);
        watch(EPOLL_CTL_MOD, session, EPOLLIN);
        return;
    }
    enum session_state before = session->state;
    session_read(&run, session, SIZE_MAX);
    if (session->state == SESSION_CLOSED) {
        if (before != SESSION_READY)
            fail("the server closed client %d while it connected", (int)(session - sessions));
        watch(EPOLL_CTL_DEL, session, 0);
    } else if (before != SESSION_READY && session->state == SESSION_READY) {
        became_ready(session);
    }
}

static void wait_and_serve(int milliseconds)
{
    struct epoll_event events[512];
    int count = epoll_wait(epoll, events, 512, milliseconds);
    for (int i = 0; i < count; i++)
        serve(events[i].data.ptr);
}

static void connect_all(void)
{
    int64_t limit = now_us() + CONNECT_LIMIT_MS * 1000LL;
    while (ready < clients && !stopped) {
        while (opened < clients && opened - ready < in_flight)
            open_next();
        wait_and_serve(100);
        if (now_us() > limit)
            fail("only %d of %d clients were let in within %d s", ready, clients, CONNECT_LIMIT_MS / 1000);
    }
}

static void read_slowly(void)
{
    size_t share = (size_t)((int64_t)slow_rate * SLOW_STEP_US / 1000000);
    for (int i = 0; i < opened; i++)
        if (sessions[i].tally == &slow && sessions[i].state == SESSION_READY)
            session_read(&run, &sessions[i], share);
}

// How old what each client knows is by now, whether or not something just came.
static void survey(int step)
{
    int64_t now = now_us();
    for (int i = 0; i < opened; i++) {
        struct session *session = &sessions[i];
        if (run.measuring && session->newest > 0 && session->state == SESSION_READY)
            samples_add(&session->tally->age, now - session->newest);
        if (i % KEEP_ALIVE_STEPS == step % KEEP_ALIVE_STEPS)
            session_keep_alive(&run, session);
    }
}

static void end_second(int second)
{
    struct tally *tallies[] = { &healthy, &slow, &stalled };
    for (int i = 0; i < 3; i++)
        tallies[i]->fewest_by_second[second] = -1;
    for (int i = 0; i < opened; i++) {
        struct tally *tally = sessions[i].tally;
        int ticks = sessions[i].ticks_this_second;
        tally->ticks_by_second[second] += ticks;
        if (tally->fewest_by_second[second] < 0 || ticks < tally->fewest_by_second[second])
            tally->fewest_by_second[second] = ticks;
        sessions[i].ticks_this_second = 0;
    }
}

static void live_for(int seconds)
{
    int64_t start = now_us(), next_slow = start, next_survey = start;
    int second = 0, step = 0;
    run.measured_from = start;
    while (second < seconds && !stopped) {
        int64_t now = now_us();
        if (slow.clients > 0 && now >= next_slow) {
            read_slowly();
            next_slow += SLOW_STEP_US;
        }
        if (now >= next_survey) {
            survey(step++);
            next_survey += SURVEY_STEP_US;
        }
        if (now >= start + (second + 1) * 1000000LL)
            end_second(second++);
        int64_t next = slow.clients > 0 && next_slow < next_survey ? next_slow : next_survey;
        wait_and_serve(next > now ? (int)((next - now) / 1000) : 0);
    }
}

static void print_tally(struct tally *tally, int seconds)
{
    int open = 0;
    for (int i = 0; i < opened; i++)
        open += sessions[i].tally == tally && session_is_open(&sessions[i]);
    printf("\"%s\":{\"clients\":%d,\"dropped\":%d,\"messages\":%lld,\"writes\":%lld,\"bytes\":%lld,\"ticks\":%lld,", tally->name,
           tally->clients, tally->clients - open, (long long)tally->messages, (long long)tally->writes, (long long)tally->bytes, (long long)tally->ticks);
    printf("\"ticksBySecond\":[");
    for (int i = 0; i < seconds; i++)
        printf("%s%.2f", i ? "," : "", tally->clients ? (double)tally->ticks_by_second[i] / tally->clients : 0);
    printf("],\"fewestBySecond\":[");
    for (int i = 0; i < seconds; i++)
        printf("%s%d", i ? "," : "", tally->fewest_by_second[i]);
    printf("],");
    samples_print(stdout, "latencyMs", &tally->latency);
    printf(",");
    samples_print(stdout, "ageMs", &tally->age);
    printf("}");
}

static enum speak parse_speak(const char *word)
{
    static const char *const words[] = { "signalr-json", "signalr-messagepack", "socketio", "plain" };
    for (int i = 0; i < 4; i++)
        if (strcmp(word, words[i]) == 0)
            return (enum speak)i;
    fail("--speak is '%s'; it may be signalr-json, signalr-messagepack, socketio or plain", word);
}

static void parse(int argc, char **argv)
{
    static const char *const names[] = { "speak", "port", "path", "header", "clients", "stalled", "slow", "slow-rate", "receive-buffer",
                                         "in-flight", "addresses", "warmup", "seconds", "pids", NULL };
    options_check(argc, argv, names);
    run.speak = parse_speak(option_text(argc, argv, "speak", "signalr-json"));
    run.port = option_number(argc, argv, "port", 0, 1, 65535);
    run.path = option_text(argc, argv, "path", "/hubs/dashboard");
    run.header = option_text(argc, argv, "header", NULL);
    clients = option_number(argc, argv, "clients", 50, 1, MOST_CLIENTS);
    stalled.clients = option_number(argc, argv, "stalled", 0, 0, clients);
    slow.clients = option_number(argc, argv, "slow", 0, 0, clients - stalled.clients);
    healthy.clients = clients - stalled.clients - slow.clients;
    slow_rate = option_number(argc, argv, "slow-rate", 20 * 1024, 100, 100 * 1024 * 1024);
    receive_buffer = option_number(argc, argv, "receive-buffer", 8192, 0, 1 << 24);
    in_flight = option_number(argc, argv, "in-flight", 200, 1, MOST_CLIENTS);
    addresses = option_number(argc, argv, "addresses", 100, 1, 250);
}

int main(int argc, char **argv)
{
    parse(argc, argv);
    int warmup = option_number(argc, argv, "warmup", 7, 0, MOST_SECONDS);
    int seconds = option_number(argc, argv, "seconds", 10, 1, MOST_SECONDS);
    struct processes server = processes_parse(option_text(argc, argv, "pids", ""));
    signal(SIGTERM, stop);
    signal(SIGINT, stop);
    sessions = calloc((size_t)clients, sizeof *sessions);
    epoll = epoll_create1(EPOLL_CLOEXEC);

    int64_t start = now_us(), cpu = processes_cpu_us(&server);
    connect_all();
    int64_t connect_us = now_us() - start, connect_cpu = processes_cpu_us(&server) - cpu;
    fprintf(stderr, "ready\n");
    live_for(warmup);

    run.measuring = true;
    for (int i = 0; i < opened; i++)
        sessions[i].ticks_this_second = 0;
    memset(healthy.ticks_by_second, 0, sizeof healthy.ticks_by_second);
    memset(slow.ticks_by_second, 0, sizeof slow.ticks_by_second);
    memset(stalled.ticks_by_second, 0, sizeof stalled.ticks_by_second);
    int64_t own = own_cpu_us();
    start = now_us();
    cpu = processes_cpu_us(&server);
    live_for(seconds);
    int64_t server_cpu = processes_cpu_us(&server) - cpu;
    run.measuring = false;

    printf("{\"clients\":%d,\"connectMs\":%.1f,\"connectCpuUs\":%lld,\"seconds\":%.3f,\"serverCpuUs\":%lld,\"serverResident\":%lld,\"ownCpuUs\":%lld,",
           clients, (double)connect_us / 1000, (long long)connect_cpu, (double)(now_us() - start) / 1e6, (long long)server_cpu,
           (long long)processes_resident(&server), (long long)(own_cpu_us() - own));
    print_tally(&healthy, seconds);
    printf(",");
    print_tally(&slow, seconds);
    printf(",");
    print_tally(&stalled, seconds);
    printf("}\n");
    return 0;
}

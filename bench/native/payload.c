#include "payload.h"

#include <stdio.h>
#include <time.h>

#define INVOCATION(target) "{\"type\":1,\"target\":\"" target "\",\"arguments\":[{"
#define ORDER "\"source\":\"default\",\"epoch\":1780000000000,\"sequence\":%lld,\"observedAt\":\"%s\"}]}"
#define COMPONENT(name) "\"" name "\":{\"name\":\"" name "\",\"healthy\":true,\"message\":\"answers\",\"metadata\":{\"latencyMs\":\"%lld\"}}"

static void write_time(char *text, size_t size)
{
    struct timespec now;
    struct tm parts;
    char day[32];
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &parts);
    strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &parts);
    snprintf(text, size, "%s.%03ldZ", day, now.tv_nsec / 1000000);
}

static int write_stats(char *text, long long tick, long long stamp, const char *time)
{
    return snprintf(text, TOPIC_LIMIT,
                    INVOCATION("DashboardStats") "\"fallback\":false,\"error\":null,\"activePipelines\":%lld,\"totalExecutions\":%lld,"
                    "\"successRate\":97.5,\"uptimeSeconds\":%lld,\"cpuUsage\":%.1f,\"memoryUsage\":43.2,\"activeConnections\":3,\"lastKnown\":null," ORDER,
                    2 + tick % 3, 4000 + tick, stamp, (double)(tick * 7 % 1000) / 10, tick, time);
}

static int write_execution(char *text, long long tick, const char *time)
{
    return snprintf(text, TOPIC_LIMIT,
                    INVOCATION("ExecutionData") "\"id\":\"execution-%lld\",\"pipelineId\":\"tap-orders-to-warehouse\",\"pipelineName\":\"Orders to warehouse\","
                    "\"status\":\"running\",\"startedAt\":\"%s\",\"finishedAt\":null,\"durationSeconds\":null,\"duration\":null,\"progress\":%.1f,"
                    "\"recordsProcessed\":%lld,\"triggeredBy\":\"schedule\",\"errorMessage\":null,"
                    "\"metadata\":{\"environment\":\"production\",\"host\":\"worker-3\"}," ORDER,
                    tick % 4, time, 0.1 + (double)(tick % 999) / 10, tick * 250, tick, time);
}

static int write_health(char *text, long long tick, const char *time)
{
    return snprintf(text, TOPIC_LIMIT,
                    INVOCATION("HealthStatus") "\"fallback\":false,\"error\":null,\"healthy\":true,\"components\":{" COMPONENT("database") ","
                    COMPONENT("plugins") "," COMPONENT("scheduler") "},\"lastKnown\":null," ORDER,
                    tick % 50, tick % 40, tick % 30, tick, time);
}

size_t payload_write(char *text, int topic, int64_t tick, int64_t stamp)
{
    char time[64];
    write_time(time, sizeof time);
    int length = topic == 0 ? write_stats(text, tick, stamp, time) : topic == 1 ? write_execution(text, tick, time) : write_health(text, tick, time);
    return (size_t)length;
}

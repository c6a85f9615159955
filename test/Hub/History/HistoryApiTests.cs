using System.Net;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.History.Tables;
using FlextMonitor.Hub.Tests.Problems;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.History;

/// <summary>What history answers over HTTP.</summary>
public sealed class HistoryApiTests : HistoryApi
{
    [Theory]
    [InlineData("/api/history?source=default", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/history?source=default", "", HttpStatusCode.Forbidden)]
    [InlineData("/api/runs", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/pipelines", "", HttpStatusCode.Forbidden)]
    [InlineData("/api/pipelines/default/orders", null, HttpStatusCode.Unauthorized)]
    public async Task Get_WithoutTheRole_IsRefused(string path, string? role, HttpStatusCode expected) => (await GetAsync(path, role)).Status.ShouldBe(expected);

    [Theory]
    [InlineData("/api/history", 400, "source names 0 daemons, and must name 1 to 20.")]
    [InlineData("/api/history?source=default&points=2001", 400, "points is 2001, and may be 1 to 2000.")]
    [InlineData("/api/history?source=default&from=yesterday", 400, "from is 'yesterday', and must be a time since 1970 in ISO 8601, such as 2026-01-02T03:04:05Z.")]
    [InlineData("/api/history?source=default&from=2026-01-03T00:00:00Z", 400, "from is 2026-01-03T00:00:00.0000000+00:00, and must be earlier than to, which is 2026-01-02T12:00:00.0000000+00:00.")]
    [InlineData("/api/history?source=default&figures=cpu", 400, "figures names 'cpu'. Known figures: cpuUsage, memoryUsage, activePipelines, activeConnections, successRate, delayMs, totalExecutions.")]
    [InlineData("/api/history?source=nowhere", 404, "Unknown daemon 'nowhere'. Known daemons: default, other.")]
    [InlineData("/api/history?source=default&source=other&points=2000&from=2026-01-01T00:00:00Z", 200, null)]
    [InlineData("/api/history?points=2000&source=1&source=2&source=3&source=4&source=5&source=6&source=7&source=8&source=9&source=10&source=11", 413, "11 daemons with up to 2000 points each are 22000 rows, and one answer has at most 20000. Ask for fewer points or daemons.")]
    [InlineData("/api/runs?text=a%00b", 400, "text and pipeline must not contain the character U+0000.")]
    [InlineData("/api/runs?minRows=5&maxRows=4", 400, "maxRows is 4, and must be 5 or more.")]
    [InlineData("/api/runs?limit=201", 400, "limit is 201, and may be 1 to 200.")]
    [InlineData("/api/runs?status=lost", 400, "status is 'lost', and may be pending, running, success, failed, cancelled, unknown.")]
    [InlineData("/api/runs?after=here", 400, "after is not a value that `next` of an earlier answer had.")]
    [InlineData("/api/runs?source=nowhere", 404, "Unknown daemon 'nowhere'. Known daemons: default, other.")]
    [InlineData("/api/pipelines/default/none", 404, "Daemon 'default' has no pipeline 'none', and history knows none.")]
    public async Task Get_WhatCannotBeAnswered_SaysWhatIsWrongAndWhatIsAllowed(string path, int status, string? detail)
    {
        await WriteAsync();

        var answer = await GetAsync(path);

        ((int)answer.Status, status == 200 ? null : answer.Body["detail"]!.GetValue<string>()).ShouldBe((status, detail));
    }

    [Fact]
    public async Task Get_OfADaemonThatTheCallerMayNotSee_IsAnsweredLikeOneThatDoesNotExist()
    {
        Publish(Given.Status(), Given.Ended("a", Given.Ago(minutes: 8)), Given.Status() with { Source = "other" }, Given.Ended("b", Given.Ago(minutes: 8)) with { Source = "other" });
        await WriteAsync();
        PublishLive(Messages.Pipeline(), Messages.Pipeline() with { Source = "other" });

        foreach (var path in new[] { "/api/history?source=default&source=other", "/api/runs?source=other", "/api/runs/outcomes?source=other", "/api/pipelines?source=other", "/api/pipelines/other/orders" })
        {
            var refused = await GetAsync(path, sources: "default");
            (refused.Status, refused.Body["detail"]!.GetValue<string>()).ShouldBe((HttpStatusCode.NotFound, "Unknown daemon 'other'. Known daemons: default."), path);
        }

        (await GetAsync("/api/runs", sources: "default")).Body["runs"]!.AsArray().Select(run => run!["id"]!.GetValue<string>()).ShouldBe(["a"]);
        (await GetAsync("/api/pipelines", sources: "default")).Body["pipelines"]!.AsArray().Select(pipeline => pipeline!["source"]!.GetValue<string>()).ShouldBe(["default"]);
        (await GetAsync("/api/runs")).Body["runs"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("/api/history?source=default&from=2026-01-01T00:00:00Z")]
    [InlineData("/api/runs")]
    [InlineData("/api/runs/outcomes")]
    [InlineData("/api/pipelines/default/orders")]
    public async Task Get_BeforeTheStoreIsOpened_SaysSo(string path)
    {
        var asked = GetAsync(path);
        await Eventually.IsAsync(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return asked.IsCompleted;
        });
        var early = await asked;
        await WriteAsync();

        (early.Status, early.Body["title"]!.GetValue<string>()).ShouldBe((HttpStatusCode.ServiceUnavailable, "History is being opened"));
        (await GetAsync(path)).Status.ShouldNotBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task History_OfOneSource_IsColumnsOfTheSameLength()
    {
        Publish(Messages.Status(), Messages.Stats(cpu: 12.5));
        Clock.Advance(TimeSpan.FromSeconds(2));
        Publish(Messages.Stats(cpu: null) with { ObservedAt = Clock.GetUtcNow(), Sequence = 2 });
        Clock.Advance(TimeSpan.FromSeconds(2));

        var answer = (await GetAsync("/api/history?source=default&from=2026-01-02T12:00:00Z&to=2026-01-02T12:00:04Z&figures=cpuUsage,totalExecutions")).Body;

        const string Expected = """
            {"source":"default","from":"2026-01-02T12:00:00+00:00","to":"2026-01-02T12:00:04+00:00","stepSeconds":1,"seenPercent":100,"truncatedBefore":null,
            "at":[1767355200000,1767355201000,1767355202000,1767355203000],
            "figures":{"cpuUsage":{"mean":[12.5,12.5,null,null],"min":[12.5,12.5,null,null],"max":[12.5,12.5,null,null]},"totalExecutions":{"increase":[0,0,0,0]}},
            "liveSeconds":[1,1,1,1],"degradedSeconds":[0,0,0,0],"downSeconds":[0,0,0,0],"unseenSeconds":[0,0,0,0]}
            """;
        JsonNode.DeepEquals(answer, JsonNode.Parse(Expected)).ShouldBeTrue(answer.ToJsonString());
    }

    [Fact]
    public async Task History_OfARangeThatHasEnded_MayBeKeptForGood()
    {
        Publish(Messages.Status(), Messages.Stats(cpu: 12.5));
        Clock.Advance(TimeSpan.FromSeconds(4));
        Publish(Messages.Heartbeat(sequence: 2) with { ObservedAt = Clock.GetUtcNow() });
        await WriteAsync();
        const string Closed = "/api/history?source=default&from=2026-01-02T12:00:00Z&to=2026-01-02T12:00:04Z";

        using var first = await SendAsync(Closed);
        using var again = await SendAsync(Closed, ifNoneMatch: first.Headers.ETag!.ToString());
        using var moving = await SendAsync("/api/history?source=default&from=2026-01-02T12:00:00Z");
        using var open = await SendAsync("/api/history?source=default&from=2026-01-02T12:00:00Z&to=2026-01-02T13:00:00Z", ifNoneMatch: first.Headers.ETag.ToString());

        (first.StatusCode, first.Headers.ETag.IsWeak, first.Headers.CacheControl!.ToString()).ShouldBe((HttpStatusCode.OK, false, "max-age=86400, private, immutable"));
        first.Headers.Vary.ShouldBe(["Cookie", "Authorization"]);
        (again.StatusCode, again.Headers.ETag).ShouldBe((HttpStatusCode.NotModified, first.Headers.ETag));
        (moving.StatusCode, moving.Headers.ETag).ShouldBe((HttpStatusCode.OK, null));
        (open.StatusCode, open.Headers.ETag).ShouldBe((HttpStatusCode.OK, null));
    }

    [Fact]
    public async Task History_OfARangeThatIsNotStored_MayNotBeKept()
    {
        Publish(Messages.Status(), Messages.Stats(cpu: 12.5));
        await WriteAsync();
        Clock.Advance(TimeSpan.FromSeconds(4));
        Publish(Messages.Heartbeat(sequence: 2) with { ObservedAt = Clock.GetUtcNow() });

        using var answer = await SendAsync("/api/history?source=default&from=2026-01-02T12:00:00Z&to=2026-01-02T12:00:04Z");

        (answer.StatusCode, answer.Headers.ETag).ShouldBe((HttpStatusCode.OK, null));
    }

    [Fact]
    public async Task Outcomes_CountWhatEndedWithin24Hours_AtEachMinuteOfTheLastHour()
    {
        Publish(
            Given.Status(), Given.Ended("a", Given.Ago(minutes: 8)), Given.Failed("b", Given.Ago(minutes: 20)), Given.Ended("c", Given.Ago(hours: 24, minutes: 30)), Given.Ended("d", Given.Ago(days: 2)));
        await WriteAsync();

        var answer = (await GetAsync("/api/runs/outcomes?source=default")).Body;

        var (at, counted) = (answer["at"]!.AsArray().Select(minute => minute!.GetValue<long>()).ToList(), answer["sources"]!.AsArray().ShouldHaveSingleItem()!);
        (at.Count, at[^1] - at[0]).ShouldBe((60, 59 * 60_000));
        var (succeeded, failed) = (Counts(counted["succeeded"]!), Counts(counted["failed"]!));
        (succeeded[0], succeeded[^1], failed[0], failed[^1]).ShouldBe((1, 1, 0, 1));
        succeeded.ShouldContain(0);
        counted["seenPercent"]!.GetValue<double>().ShouldBe(0);
    }

    [Fact]
    public async Task Outcomes_OfADaemonThatWasNeverHeard_AreUnknown()
    {
        await WriteAsync();

        var answer = (await GetAsync("/api/runs/outcomes?source=default")).Body;

        Counts(answer["sources"]!.AsArray().ShouldHaveSingleItem()!["failed"]!).ShouldAllBe(count => count == null);
    }

    [Fact]
    public async Task Pipeline_HasItsStatusAndItsDays()
    {
        Publish(Given.Status(), Given.Ended("a", Given.Ago(minutes: 8), tookSeconds: 120) with { RecordsProcessed = 7 }, Given.Failed("b", Given.Ago(days: 1)));
        await WriteAsync();
        PublishLive(Messages.Pipeline());

        var list = (await GetAsync("/api/pipelines?source=default")).Body;
        var one = (await GetAsync("/api/pipelines/default/orders")).Body;

        list["pipelines"]!.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<string>().ShouldBe("orders");
        one["status"]!["name"]!.GetValue<string>().ShouldBe("Orders to warehouse");
        one["days"]!.AsArray().Select(day => (day!["day"]!.GetValue<string>(), day["succeeded"]!.GetValue<int>(), day["failed"]!.GetValue<int>(), day["rows"]?.GetValue<long>()))
            .ShouldBe([("2026-01-01", 0, 1, null), ("2026-01-02", 1, 0, 7)]);
    }

    [Fact]
    public async Task State_SaysWhatHistoryHolds_ToAdministrators()
    {
        Publish(Given.Status(), Given.Ended("a", Given.Ago(minutes: 8)));
        Clock.Advance(TimeSpan.FromSeconds(4));
        Publish(Messages.Heartbeat(sequence: 2) with { ObservedAt = Clock.GetUtcNow() });
        await WriteAsync();
        var written = Clock.GetUtcNow();
        var purge = Services.GetRequiredService<Retention>().PurgeAsync(null, Cancelled);
        await Eventually.IsAsync(() =>
        {
            Clock.Advance(TimeSpan.FromMilliseconds(20));
            return purge.IsCompleted;
        });

        (await GetAsync("/api/history/state")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var state = (await GetAsync("/api/history/state", Roles.Admin)).Body;

        (state["writtenUntil"]!.GetValue<DateTimeOffset>(), state["pausedBecause"], state["runs"]!.GetValue<int>()).ShouldBe((written, null, 1));
        state["bytes"]!.GetValue<long>().ShouldBeGreaterThan(0);
        state["tiers"]!.AsArray().Select(tier => (tier!["stepSeconds"]!.GetValue<int>(), tier["rows"]!.GetValue<int>())).ShouldBe([(10, 1), (60, 1), (600, 1), (3_600, 1), (86_400, 1)]);
        state["tiers"]!.AsArray().ShouldAllBe(tier => tier!["bytes"]!.GetValue<long>() >= 50 && tier!["bytes"]!.GetValue<long>() < 400);
    }

    private static List<int?> Counts(JsonNode counts) => [.. counts.AsArray().Select(count => count?.GetValue<int>())];
}

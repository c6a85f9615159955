using System.Net;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Access;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Grpc.Core;

namespace FlextMonitor.Web.Tests.RunLogs;

/// <summary>The log of a run over HTTP, read from a real daemon and kept on a real disk.</summary>
public sealed class RunLogTests
{
    private const string Path = "/api/runs/default/run-1/log";

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_OfARunThatEnded_IsReadByNumber()
    {
        await using var host = await WithLogAsync(Ended(2000));
        using var caller = await host.ServiceAsync();
        await UntilAsync(caller, log => (bool)log["isWhole"]!);

        var middle = await GetAsync(caller, $"{Path}?from=1500&count=3");
        var end = await GetAsync(caller, $"{Path}?from=-2&count=10");
        var beyond = await GetAsync(caller, $"{Path}?from=2001");

        Lines(middle).ShouldBe([(1500, "line 1500"), (1501, "line 1501"), (1502, "line 1502")]);
        Lines(end).ShouldBe([(1999, "line 1999"), (2000, "line 2000")]);
        Lines(beyond).ShouldBeEmpty();
        ((long)middle["total"]!).ShouldBe(2000);
        ((string)middle["lines"]![0]!["level"]!).ShouldBe("info");
        ((DateTimeOffset)middle["lines"]![0]!["timestamp"]!).ShouldBe(Start.AddSeconds(1500));
    }

    [Fact]
    public async Task Log_OfARunThatGoesOn_GrowsAndEndsWithIt()
    {
        var script = new LogScript();
        script.Write(Numbered(1, 3));
        await using var host = await WithLogAsync(script);
        using var caller = await host.ServiceAsync();
        var first = await UntilAsync(caller, log => (long)log["total"]! == 3);

        script.Write(Numbered(4, 2));
        var later = await UntilAsync(caller, log => (long)log["total"]! == 5);
        script.End();
        var end = await UntilAsync(caller, log => (bool)log["isWhole"]!);

        ((bool)first["isWhole"]!).ShouldBeFalse();
        ((bool)later["isWhole"]!).ShouldBeFalse();
        Lines(end).Select(line => line.Message).ShouldBe(["line 1", "line 2", "line 3", "line 4", "line 5"]);
    }

    [Fact]
    public async Task Log_AfterTheDaemonRestarted_GoesOnWithoutGapOrRepetition()
    {
        var script = new LogScript();
        script.Write(Numbered(1, 40));
        await using var host = await WithLogAsync(script);
        using var caller = await host.ServiceAsync();
        await UntilAsync(caller, log => (long)log["total"]! == 40);

        script.Cut(new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "restarting")));
        script.Write(Numbered(41, 10));
        script.End();
        var end = await UntilAsync(caller, log => (bool)log["isWhole"]!);

        Lines(end).ShouldBe(Enumerable.Range(1, 50).Select(number => ((long)number, $"line {number}")));
    }

    [Fact]
    public async Task Log_AfterTheMonitorRestarted_GoesOnFromItsDisk()
    {
        var folder = Directory.CreateTempSubdirectory("run-logs-");
        var script = new LogScript();
        script.Write(Numbered(1, 300));
        await using (var host = await WithLogAsync(script, ("DataDirectory", folder.FullName)))
        {
            using var caller = await host.ServiceAsync();
            await UntilAsync(caller, log => (long)log["total"]! == 300);
        }

        // The daemon keeps the end only.
        script.Write(Numbered(301, 5));
        script.End();
        var asked = script.Requests.Count;
        await using (var host = await WithLogAsync(script, ("DataDirectory", folder.FullName)))
        {
            using var caller = await host.ServiceAsync();
            var end = await UntilAsync(caller, log => (bool)log["isWhole"]!, "?from=1&count=1000");

            Lines(end).ShouldBe(Enumerable.Range(1, 305).Select(number => ((long)number, $"line {number}")));
            script.Requests.Skip(asked).ShouldAllBe(request => request.TailLines > 0, "the whole log need not be read again");
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Log_WhileTheDaemonIsDown_ServesWhatWasReadAndSaysUpToWhen()
    {
        var script = new LogScript();
        script.Write(Numbered(1, 20));
        await using var host = await WithLogAsync(script);
        using var caller = await host.ServiceAsync();
        await UntilAsync(caller, log => (long)log["total"]! == 20);

        await host.Daemon.DisposeAsync();
        var log = await UntilAsync(caller, log => log["error"] is not null);
        var another = await caller.GetAsync("/api/runs/default/run-2/log", Cancelled);

        Lines(log).Count.ShouldBe(20);
        ((string)log["error"]!).ShouldContain("Unable to connect");
        ((DateTimeOffset?)log["readUntil"]).ShouldNotBeNull();
        ((bool)log["isWhole"]!).ShouldBeFalse();
        another.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        ((string)(await another.ReadAsync())["detail"]!).ShouldContain("refused");
    }

    [Fact]
    public async Task Log_OfADaemonThatIsNotPermitted_IsAnsweredLikeOneThatDoesNotExist()
    {
        await using var host = await WithLogAsync(Ended(5));
        var (_, token) = await host.CreateTokenAsync([new Grant(Roles.Viewer, ["other"])]);
        using var caller = host.Caller(token);

        var hidden = await caller.GetAsync(Path, Cancelled);
        var missing = await caller.GetAsync("/api/runs/nowhere/run-1/log", Cancelled);
        var search = await caller.GetAsync($"{Path}/search?text=line", Cancelled);

        new[] { hidden.StatusCode, missing.StatusCode, search.StatusCode }.ShouldAllBe(status => status == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Log_OfAnUnknownRun_IsNotFound()
    {
        await using var host = await MonitorHost.StartAsync();
        using var caller = await host.ServiceAsync();

        using var answer = await caller.GetAsync(Path, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        ((string)(await answer.ReadAsync())["detail"]!).ShouldContain("no execution run-1");
    }

    [Theory]
    [InlineData("text=LINE%2010", "10,100,101,102")]
    [InlineData("regex=line%20(9|12)$", "9,12")]
    [InlineData("text=line%20.2$&regex=true", "12,22,32,42")]
    [InlineData("text=line&level=error", "50,100")]
    [InlineData("level=error", "50,51,100,101")]
    [InlineData("stream=stderr", "7,8")]
    [InlineData("stream=stderr&text=8", "8")]
    [InlineData("stream=stdout", "")]
    [InlineData("text=line%2010&from=101", "101,102")]
    [InlineData("text=line%2010&skip=1&limit=2", "100,101")]
    [InlineData("text=absent", "")]
    public async Task Search_InTheWholeLog_FindsTheLines(string query, string expected)
    {
        var script = new LogScript();
        script.Write(Enumerable.Range(1, 102).Select(number => number switch
        {
            7 or 8 => new LogEntry(Entry(number)) { Metadata = { ["stream"] = "stderr" } },
            50 or 100 => Entry(number, "ERROR"),
            51 => new LogEntry { Message = "  File \"tap.py\", in main" },
            101 => new LogEntry { Message = "line 101" },
            _ => Entry(number),
        }));
        script.End();
        await using var host = await WithLogAsync(script);
        using var caller = await host.ServiceAsync();
        await UntilAsync(caller, log => (bool)log["isWhole"]!);

        var found = await GetAsync(caller, $"{Path}/search?{query}");

        var numbers = string.Join(",", found["matches"]!.AsArray().Take(4).Select(match => (long)match!["n"]!));
        numbers.ShouldBe(query == "text=line&level=error" ? "50,100,101" : expected);
        ((long)found["searched"]!).ShouldBe(102);
    }

    [Fact]
    public async Task Lines_WithTerminalCodes_TellTheirStylesBesideTheText()
    {
        var script = new LogScript();
        script.Write([new LogEntry { Message = "\u001b[31mred\u001b[0m rest", Metadata = { ["stream"] = "stderr" } }, Entry(2)]);
        script.End();
        await using var host = await WithLogAsync(script);
        using var caller = await host.ServiceAsync();

        var log = await UntilAsync(caller, log => (bool)log["isWhole"]!);

        var lines = log["lines"]!.AsArray().Select(line => ((string)line!["message"]!, (string?)line["stream"], (string?)line["styles"]));
        lines.ShouldBe([("red rest", "stderr", "0:red 3:"), ("line 2", null, null)]);
    }

    [Fact]
    public async Task Search_AsTheLogGrows_CountsWhatCame()
    {
        var script = new LogScript();
        script.Write(Numbered(1, 30));
        await using var host = await WithLogAsync(script);
        using var caller = await host.ServiceAsync();
        await UntilAsync(caller, log => (long)log["total"]! == 30);
        var before = await GetAsync(caller, $"{Path}/search?text=line%202");

        script.Write(Numbered(200, 10));
        await UntilAsync(caller, log => (long)log["total"]! == 40);
        var after = await GetAsync(caller, $"{Path}/search?text=line%202&from=31&limit=1");

        ((long)before["count"]!).ShouldBe(11);
        ((long)after["count"]!).ShouldBe(21);
        ((long)after["index"]!).ShouldBe(11);
        ((string)after["matches"]![0]!["message"]!).ShouldBe("line 200");
    }

    [Theory]
    [InlineData("?count=0", "count is 0, and may be 1 to 5000.")]
    [InlineData("/search?level=loud", "level is 'loud', and may be trace, debug, info, warning, error, critical.")]
    [InlineData("/search?stream=both", "stream is 'both', and may be stdout or stderr.")]
    [InlineData("/search?limit=1001", "limit is 1001, and may be 0 to 1000.")]
    [InlineData("/search?regex=(a", "The pattern cannot be used: ")]
    [InlineData("/search?regex=(a)%5C1", "The pattern cannot be used: ")]
    [InlineData("/search?regex=a&text=b", "regex and text were both given")]
    public async Task Log_WithABadQuery_SaysWhatIsAllowed(string query, string expected)
    {
        await using var host = await WithLogAsync(Ended(5));
        using var caller = await host.ServiceAsync();

        using var answer = await caller.GetAsync(Path + query, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        ((string)(await answer.ReadAsync())["detail"]!).ShouldStartWith(expected);
    }

    private static Task<MonitorHost> WithLogAsync(LogScript log, params (string Key, string Value)[] settings) =>
        MonitorHost.StartAsync(log.ServeBy, services: null, settings);

    private static LogScript Ended(int lines)
    {
        var log = new LogScript();
        log.Write(Numbered(1, lines));
        log.End();
        return log;
    }

    private static IEnumerable<LogEntry> Numbered(int first, int count) => Enumerable.Range(first, count).Select(number => Entry(number));

    private static LogEntry Entry(int number, string level = "info") => new() { Timestamp = Start.AddSeconds(number).ToString("O"), Level = level, Message = $"line {number}" };

    private static List<(long Number, string Message)> Lines(JsonNode log) => [.. log["lines"]!.AsArray().Select(line => ((long)line!["n"]!, (string)line["message"]!))];

    private static async Task<JsonNode> GetAsync(HttpClient caller, string path)
    {
        using var answer = await caller.GetAsync(path, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancelled));
        return await answer.ReadAsync();
    }

    private static Task<JsonNode> UntilAsync(HttpClient caller, Predicate<JsonNode> isReached, string query = "") =>
        Eventually.GetAsync(() => GetAsync(caller, Path + query), isReached);
}

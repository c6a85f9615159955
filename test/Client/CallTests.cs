using System.Text.Json;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlextMonitor.Client.Tests;

/// <summary>The calls, against a server that answers by the contract.</summary>
public sealed class CallTests : IAsyncLifetime
{
    private ScriptedHub _hub = null!;
    private MonitorClient _client = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await ScriptedHub.StartAsync();
        _client = MonitorClient.Start(new MonitorClientOptions { Address = _hub.Address, Token = "fxm_test" });
        await _client.ConnectedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task RunPipeline_AcceptedByTheHub_IsTheNewExecution()
    {
        var started = await _client.RunPipelineAsync("default", "orders", fullRefresh: true, Cancelled).DefaultTimeout();

        (started.Id, started.PipelineId).ShouldBe(("new", "orders"));
    }

    [Fact]
    public async Task GetExecution_AsSoonAsAValueIsSeen_IsMade()
    {
        var told = new TaskCompletionSource();
        _hub.TellsClock = told.Task;
        await using var client = MonitorClient.Start(new MonitorClientOptions { Address = _hub.Address, Token = "fxm_test" });
        await client.WaitForAsync(seen => seen.Sources.Count > 0, Cancelled).DefaultTimeout();

        var call = client.GetExecutionAsync("default", "e1", Cancelled);
        told.SetResult();

        (await call.DefaultTimeout()).Id.ShouldBe("e1");
    }

    [Fact]
    public async Task RunPipeline_ConnectionLostMeanwhile_SaysThatItMayHaveBeenCarriedOut()
    {
        var call = _client.RunPipelineAsync("default", "hangs", cancellationToken: Cancelled);
        await Eventually.IsAsync(() => _hub.Hanging > 0);

        await _hub.StopAsync();

        var error = await Should.ThrowAsync<MonitorCallException>(call.DefaultTimeout());
        (error.Code, error.Message).ShouldBe((HubErrorCodes.Unavailable, "The connection to the hub was lost during RunPipeline, so it may have been carried out."));
        await _client.WaitForAsync(seen => !seen.Connection.IsConnected, Cancelled).DefaultTimeout();
        error = await Should.ThrowAsync<MonitorCallException>(_client.RunPipelineAsync("default", "orders", cancellationToken: Cancelled).DefaultTimeout());
        error.Message.ShouldBe("The hub is not connected, so RunPipeline was not called.");
    }

    [Fact]
    public async Task GetExecution_ThatTheHubHas_IsReturned()
    {
        (await _client.GetExecutionAsync("default", "e1", Cancelled).DefaultTimeout()).Id.ShouldBe("e1");
    }

    [Fact]
    public async Task StreamLogs_OfARunThatHasEnded_HasEveryLine()
    {
        var lines = await _client.StreamLogsAsync("default", "e1", cancellationToken: Cancelled).ToListAsync(Cancelled).AsTask().DefaultTimeout();

        lines.Select(line => line.Message).ShouldBe(["first", "last"]);
    }

    [Fact]
    public async Task StreamLogs_ReaderLeavesTheLoop_EndsAtTheHub()
    {
        await foreach (var line in _client.StreamLogsAsync("default", "e1", follow: true, cancellationToken: Cancelled))
        {
            line.Message.ShouldBe("first");
            break;
        }

        await _hub.LogEnded.Task.DefaultTimeout();
    }

    [Fact]
    public async Task SearchRuns_SeveralPages_AreReadOneAfterTheOther()
    {
        var asked = new List<string>();
        _hub.Answer("GET /api/runs", request =>
        {
            asked.Add(request.QueryString.Value!);
            var isFirst = !request.Query.ContainsKey("after");
            return Task.FromResult(Results.Text(isFirst ? Page("17.1", "b", "a") : Page(null, "c"), "application/json"));
        });
        var query = new RunQuery { Sources = ["default"], Statuses = [ExecutionStatus.Failed], Text = "50% & more", From = Messages.Noon, MinimumDuration = TimeSpan.FromSeconds(90) };

        var runs = await _client.SearchRunsAsync(query, Cancelled).ToListAsync(Cancelled).AsTask().DefaultTimeout();

        runs.Select(run => run.Execution.Id).ShouldBe(["b", "a", "c"]);
        runs.ShouldAllBe(run => run.EndUnseen && !run.FirstSeenLate);
        const string Query = "?source=default&status=failed&text=50%25%20%26%20more&from=2026-01-02T12%3A00%3A00.000Z&minSeconds=90&limit=50";
        asked.ShouldBe([Query, Query + "&after=17.1"]);
        _hub.Tokens.ShouldContain("fxm_test");
    }

    [Fact]
    public async Task SearchRuns_ReaderStops_AsksForNoFurtherPage()
    {
        var pages = 0;
        _hub.Answer("GET /api/runs", _ =>
        {
            pages++;
            return Task.FromResult(Results.Text(Page("more", "a", "b"), "application/json"));
        });

        await _client.SearchRunsAsync(cancellationToken: Cancelled).Take(2).ToListAsync(Cancelled).AsTask().DefaultTimeout();

        pages.ShouldBe(1);
    }

    [Fact]
    public async Task GetHistory_WithGaps_KeepsThemUnknown()
    {
        _hub.Answer("GET /api/history", request => Task.FromResult(Results.Text(
            """
            {"source":"default","from":"2026-01-02T12:00:00+00:00","to":"2026-01-02T12:00:02+00:00","stepSeconds":1,"seenPercent":50,"truncatedBefore":null,
             "at":[1767355200000,1767355201000],"figures":{"cpuUsage":{"mean":[12.5,null],"min":[12.5,null],"max":[12.5,null]},"totalExecutions":{"increase":[3,null]}},
             "liveSeconds":[1,0],"degradedSeconds":[0,0],"downSeconds":[0,0],"unseenSeconds":[0,1]}
            """,
            "application/json")));

        var history = await _client.GetHistoryAsync(new HistoryQuery("default") { Points = 2, Figures = ["cpuUsage", "totalExecutions"] }, Cancelled).DefaultTimeout();

        (history.Step, history.SeenPercent).ShouldBe((TimeSpan.FromSeconds(1), 50));
        history.At.ShouldBe([Messages.Noon, Messages.Noon.AddSeconds(1)]);
        history.Figures["cpuUsage"].Mean.ShouldBe([12.5, null]);
        history.Figures["totalExecutions"].Increase.ShouldBe([3, null]);
        history.Figures["totalExecutions"].Mean.ShouldBeEmpty();
        history.UnseenSeconds.ShouldBe([0, 1]);
    }

    [Fact]
    public async Task Acknowledge_AndTakeBack_AreSentByTheContract()
    {
        var bodies = new List<string>();
        _hub.Answer("POST /api/problems/p1/acknowledge", async request =>
        {
            bodies.Add(await new StreamReader(request.Body).ReadToEndAsync(Cancelled));
            return Results.NoContent();
        });
        _hub.Answer("DELETE /api/problems/p1/acknowledge", _ =>
        {
            bodies.Add("taken back");
            return Task.FromResult(Results.NoContent());
        });

        await _client.AcknowledgeAsync("p1", TimeSpan.FromHours(4), "on it", Cancelled).DefaultTimeout();
        await _client.TakeBackAcknowledgementAsync("p1", Cancelled).DefaultTimeout();

        await _client.AcknowledgeAsync("p1", TimeSpan.FromHours(1), cancellationToken: Cancelled).DefaultTimeout();

        bodies.ShouldBe(["""{"hours":4,"note":"on it"}""", "taken back", """{"hours":1}"""]);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => _client.AcknowledgeAsync("p1", TimeSpan.FromMinutes(90), cancellationToken: Cancelled));
    }

    [Fact]
    public async Task Silence_IsReturnedWithItsId_AndEnds()
    {
        var ended = false;
        JsonElement sent = default;
        _hub.Answer("POST /api/alerts/silences", async request =>
        {
            sent = (await JsonDocument.ParseAsync(request.Body, cancellationToken: Cancelled)).RootElement;
            return Results.Text("""{"id":"s1","reason":"upgrade","match":{"severities":[],"sources":["default"],"pipelines":[],"kinds":[]},"from":null,"to":"2026-01-02T14:00:00Z","weekly":null,"zone":null}""", "application/json");
        });
        _hub.Answer("DELETE /api/alerts/silences/s1", _ =>
        {
            ended = true;
            return Task.FromResult(Results.NoContent());
        });

        var silence = await _client.SilenceAsync(new Silence { Reason = "upgrade", Match = new SilenceMatch { Sources = ["default"] }, To = Messages.Noon.AddHours(2) }, Cancelled).DefaultTimeout();
        await _client.EndSilenceAsync(silence.Id!, Cancelled).DefaultTimeout();

        (silence.Id, silence.To, ended).ShouldBe(("s1", Messages.Noon.AddHours(2), true));
        sent.EnumerateObject().Select(field => field.Name).ShouldBe(["reason", "match", "to"], "a field that is null is left out");
        sent.GetProperty("match").GetProperty("sources")[0].GetString().ShouldBe("default");
    }

    [Fact]
    public async Task HttpCall_Refused_IsTheHubsSentenceWithItsCodeAndStatus()
    {
        _hub.Answer("POST /api/problems/p1/acknowledge", _ => Task.FromResult(Results.Problem(
            "This needs the role 'operator', which 'wall' lacks. An administrator can grant it.", statusCode: 403, extensions: [new("code", "role-missing")])));

        var error = await Should.ThrowAsync<MonitorCallException>(_client.AcknowledgeAsync("p1", TimeSpan.FromHours(1), cancellationToken: Cancelled).DefaultTimeout());

        (error.Status, error.Code, error.Message).ShouldBe((403, "role-missing", "This needs the role 'operator', which 'wall' lacks. An administrator can grant it."));
    }

    [Fact]
    public async Task HttpCall_WrongFields_IsWhatTheHubSaysOfEach()
    {
        _hub.Answer("POST /api/alerts/silences", _ => Task.FromResult(Results.ValidationProblem(new Dictionary<string, string[]> { ["to"] = ["to is missing."], ["reason"] = ["reason is empty."] })));

        var error = await Should.ThrowAsync<MonitorCallException>(_client.SilenceAsync(new Silence { Reason = "", To = null }, Cancelled).DefaultTimeout());

        (error.Status, error.Message).ShouldBe((400, "to is missing. reason is empty."));
    }

    [Fact]
    public async Task HttpCall_ConnectionLostMeanwhile_SaysThatItMayHaveBeenCarriedOut()
    {
        _hub.Answer("DELETE /api/alerts/silences/s1", request =>
        {
            request.HttpContext.Abort();
            return Task.FromResult(Results.NoContent());
        });

        var error = await Should.ThrowAsync<MonitorCallException>(_client.EndSilenceAsync("s1", Cancelled).DefaultTimeout());

        error.Message.ShouldStartWith("The connection to the hub was lost during api/alerts/silences/s1, so it may have been carried out: ");
    }

    [Theory]
    [InlineData("""{"runs":null,"next":null}""")]
    [InlineData("""{"next":null}""")]
    [InlineData("""{"runs":[null],"next":null}""")]
    [InlineData("<html></html>")]
    public async Task HttpCall_AnswerOfAnotherServer_FailsWithATypedError(string answer)
    {
        _hub.Answer("GET /api/runs", _ => Task.FromResult(Results.Text(answer, "application/json")));

        var error = await Should.ThrowAsync<MonitorCallException>(_client.SearchRunsAsync(cancellationToken: Cancelled).ToListAsync(Cancelled).AsTask().DefaultTimeout());

        error.Message.ShouldContain("cannot be read: ");
    }

    [Fact]
    public async Task HttpCall_NotServed_SaysWhatWasAnsweredToWhat()
    {
        var error = await Should.ThrowAsync<MonitorCallException>(_client.GetHistoryAsync(new HistoryQuery("default"), Cancelled).DefaultTimeout());

        (error.Status, error.Code).ShouldBe((404, HubErrorCodes.NotFound));
        error.Message.ShouldStartWith("The hub answered 404 to api/history?source=default");
    }

    [Fact]
    public async Task HttpCall_TokenRefused_IsTriedOnceMoreWithAnother()
    {
        var given = 0;
        _hub.Accepts = token => token != "old";
        _hub.Answer("GET /api/runs", _ => Task.FromResult(Results.Text(Page(null), "application/json")));
        var options = new MonitorClientOptions { Address = _hub.Address, TokenSource = _ => ValueTask.FromResult<string?>(++given == 1 ? "old" : "new") };
        using var metrics = new ClientMetrics();

        // Not begun, so that the call is the first to need a token.
        await using var client = new MonitorClient(options, metrics, TimeProvider.System, NullLoggerFactory.Instance);
        var runs = await client.SearchRunsAsync(cancellationToken: Cancelled).ToListAsync(Cancelled).AsTask().DefaultTimeout();

        (runs.Count, given).ShouldBe((0, 2));
    }

    private static string Page(string? next, params string[] ids) =>
        $$"""{"runs":[{{string.Join(',', ids.Select(Run))}}],"next":{{JsonSerializer.Serialize(next)}}}""";

    private static string Run(string id) => $$"""
        {"source":"default","epoch":1,"sequence":7,"observedAt":"2026-01-02T12:00:00.000Z","id":"{{id}}","pipelineId":"orders","pipelineName":"Orders","status":"failed",
         "startedAt":"2026-01-02T11:00:00.000Z","finishedAt":null,"durationSeconds":60,"duration":"1m 0s","progress":null,"recordsProcessed":null,"triggeredBy":null,
         "errorMessage":"ORA-01555","metadata":{"shard":"3"},"firstSeenLate":false,"endUnseen":true}
        """;
}

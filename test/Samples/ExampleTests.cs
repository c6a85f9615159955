using System.Collections.Concurrent;
using System.Net;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Processes;
using FlextMonitor.Testing.Web;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Samples.Tests;

/// <summary>The programs of <c>examples</c> against a real monitor, as they stand.</summary>
public sealed class ExampleTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _posted = new();
    private readonly ConcurrentQueue<Execution> _runs = new();
    private ScriptedDaemon _daemon = null!;
    private InProcessMonitor _monitor = null!;
    private WebApplication _webhook = null!;
    private string _token = "";

    private (string, string)[] Settings => [("MONITOR_URL", _monitor.Address), ("MONITOR_TOKEN", _token), ("WEBHOOK_URL", $"{_webhook.Urls.Single()}/webhook"), ("PYTHONUNBUFFERED", "1")];

    public async ValueTask InitializeAsync()
    {
        _webhook = await StartWebhookAsync();
        _runs.Enqueue(Run("before"));
        _daemon = await ScriptedDaemon.StartAsync();
        _daemon.Script.ListExecutions = (_, _) => Task.FromResult(new ListExecutionsResponse { Executions = { _runs.Reverse() }, Total = _runs.Count });
        _monitor = await InProcessMonitor.StartAsync(InProcessMonitor.Watching(TimeSpan.FromSeconds(0.2), ("prod", _daemon)));
        (_, _token) = await _monitor.CreateTokenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _monitor.DisposeAsync();
        await _daemon.DisposeAsync();
        await _webhook.DisposeAsync();
    }

    [Fact]
    public async Task Worker_RunsFail_PostsEachOnceToTheWebhook_AlsoOverARestart()
    {
        await using var worker = ProgramProcess.Start("FlextMonitor.Examples.Worker", [], Settings);
        await worker.LineAsync("Connected to ");

        await FailUntilPostedAsync(0);
        var (posted, lines) = (_posted.Count, worker.Output.Count);
        await _monitor.StopAsync();
        await _monitor.StartAsync();
        await worker.LineAsync("Connected to ", lines);
        await FailUntilPostedAsync(posted);

        _posted.ShouldBeUnique();
        _posted.ShouldAllBe(text => text.StartsWith("""{"text":"prod: Orders to warehouse failed: later-""", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Python_DaemonGoesDown_PrintsIt()
    {
        await using var watch = ProgramProcess.StartCommand(SampleProgram.FindPython(), [Repository.PathOf("examples", "python", "watch.py")], Settings);
        await watch.LineAsync("prod is live, 0 of 1 runs going");

        await _daemon.StopAsync();

        await watch.LineAsync("prod is down");
        await watch.LineAsync("prod: ");
    }

    [Fact]
    public async Task Python_State_PassesTheVectors()
    {
        await using var vectors = ProgramProcess.StartCommand(SampleProgram.FindPython(), [Repository.PathOf("examples", "python", "vectors.py"), Repository.PathOf("test", "Vectors")]);

        (await vectors.ExitAsync()).ShouldBe(0, vectors.ToString());
        vectors.Output.Count.ShouldBe(Testing.Vectors.Vector.Names.Count);
    }

    [Fact]
    public async Task Shell_TellsByItsExitCode_WhetherADaemonAnswers()
    {
        (await Eventually.GetAsync(() => CheckAsync("prod"), check => check.Code == 0)).ShouldBe((0, "OK: prod answers"));
        (await CheckAsync("nowhere")).ShouldBe((3, "UNKNOWN: there is no daemon nowhere, or the token may not see it"));
        await _daemon.StopAsync();
        var down = await Eventually.GetAsync(() => CheckAsync("prod"), check => check.Code != 0);

        down.Code.ShouldBe(2);
        down.Line.ShouldStartWith("CRITICAL: prod: Unable to connect to FLEXT daemon: ");
    }

    private static Execution Run(string id) => new()
    {
        Id = id,
        PipelineId = "orders",
        Status = Status.Failed,
        StartedAt = Timestamp.FromDateTimeOffset(Messages.Noon),
        FinishedAt = Timestamp.FromDateTimeOffset(Messages.Noon.AddSeconds(3)),
        ErrorMessage = $"{id} broke",
    };

    // What fails before the worker has the first state is no news to it, so runs fail, one a sample, until one is.
    private Task FailUntilPostedAsync(int posted)
    {
        var sampled = 0;
        return Eventually.IsAsync(() =>
        {
            if (_daemon.CallsOf("ListExecutions") is var calls && calls > sampled + 1)
            {
                sampled = calls;
                _runs.Enqueue(Run($"later-{_runs.Count}"));
            }

            return _posted.Count > posted;
        });
    }

    private async Task<(int Code, string Line)> CheckAsync(string source)
    {
        await using var check = ProgramProcess.StartCommand("bash", [Repository.PathOf("examples", "shell", "check.sh"), source], Settings);
        return (await check.ExitAsync(), check.Output.Count > 0 ? check.Output[0] : check.ToString());
    }

    private async Task<WebApplication> StartWebhookAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var webhook = builder.Build();
        webhook.MapPost("/webhook", async (HttpRequest request) => _posted.Enqueue(await new StreamReader(request.Body).ReadToEndAsync()));
        await webhook.StartAsync();
        return webhook;
    }
}

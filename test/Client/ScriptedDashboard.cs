using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;

namespace FlextMonitor.Client.Tests;

/// <summary>The hub of <see cref="ScriptedHub"/>.</summary>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "SignalR calls instance methods.")]
internal sealed class ScriptedDashboard(ScriptedHub script) : Microsoft.AspNetCore.SignalR.Hub
{
    public override async Task OnConnectedAsync()
    {
        script.Count(1);
        script.OverWebSockets.Enqueue(Context.GetHttpContext()!.WebSockets.IsWebSocketRequest);
        foreach (var message in script.FirstState)
        {
            await Clients.Caller.SendAsync(MessageDescriptors.Of(message).Method!, message);
        }

        if (script.ClosesWith is { } closing)
        {
            await Clients.Caller.SendAsync(nameof(IDashboardClient.Closing), closing);

            // Unlike an abort, this lets the notice through.
            throw new HubException("The test closes this connection.");
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        script.Count(-1);
        return Task.CompletedTask;
    }

    public async Task<DateTimeOffset> Clock()
    {
        await script.TellsClock;
        if (script.HidesClock)
        {
            script.HiddenClocks++;
            throw new HubException("The test hides the clock.");
        }

        return script.Time.GetUtcNow();
    }

    public void Watch(string[] sources)
    {
        // It sends what it is told to anyway, so that the client's own filter shows.
    }

    public ExecutionData GetExecution(string source, string id) => Messages.Execution(id, source);

    public async Task<ExecutionData> RunPipeline(string source, string pipelineId, bool fullRefresh)
    {
        if (pipelineId == "hangs")
        {
            script.Hanging++;
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Context.ConnectionAborted);
        }

        return Messages.Execution("new", source) with { PipelineId = pipelineId };
    }

    public async IAsyncEnumerable<LogLine> StreamLogs(string source, string executionId, int tailLines, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            yield return new LogLine { Timestamp = Messages.Noon, Level = "info", Message = "first" };
            await Task.Yield();
            yield return new LogLine { Timestamp = null, Level = null, Message = "last" };
            if (follow)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }
        }
        finally
        {
            script.LogEnded.TrySetResult();
        }
    }

    public void CancelExecution(string source, string id)
    {
        // The daemon would be asked.
    }
}

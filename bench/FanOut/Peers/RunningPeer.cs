using System.Text.Json;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Bench.Kit.Measuring;

namespace FlextMonitor.Bench.FanOut.Peers;

/// <summary>A running peer: its process, and what subscribers need to connect.</summary>
internal sealed class RunningPeer : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private ServerProcess? _publisher;
    private string? _token;

    private RunningPeer(Peer peer, ServerProcess server) => (Peer, Server) = (peer, server);

    public Peer Peer { get; }

    public ServerProcess Server { get; }

    /// <summary>Starts it, signs in if it requires that, and starts the program that drives it.</summary>
    public static async Task<RunningPeer> StartAsync(Peer peer, Drive drive, CancellationToken cancellationToken)
    {
        var port = ServerProcess.FreePort();
        var running = new RunningPeer(peer, await ServerProcess.StartAsync(peer.Server(drive, port), port, TimeProvider.System, cancellationToken));
        await running.Server.WithWorkersAsync(peer.Processes, TimeProvider.System, cancellationToken);
        if (peer.SignsIn)
        {
            var answer = await running.PostAsync(BenchAccess.TokenPath, cancellationToken);
            running._token = JsonDocument.Parse(answer).RootElement.GetProperty("accessToken").GetString();
        }

        if (peer.Publisher is { } publisher)
        {
            running._publisher = await ServerProcess.StartAsync(publisher(drive, port), port: 0, TimeProvider.System, cancellationToken);
        }

        return running;
    }

    /// <summary>The load generator's options for this peer, together with those of one run.</summary>
    public IReadOnlyList<(string Name, object Value)> Options(params IReadOnlyList<(string Name, object Value)> further)
    {
        var options = new List<(string, object)>
        {
            ("speak", Peer.Speak),
            ("path", Peer.Path),
            ("port", Server.Port),
            ("pids", Server.Ids),
        };
        if (_token is not null)
        {
            options.Add(("header", $"Authorization: Bearer {_token}"));
        }

        options.AddRange(further);
        return options;
    }

    /// <summary>Runs the load generator to its end.</summary>
    public Task<JsonElement> LoadAsync(CancellationToken cancellationToken, params IReadOnlyList<(string Name, object Value)> further) =>
        LoadRun.RunAsync("load", cancellationToken, Options(further));

    /// <summary>Makes the server collect its garbage.</summary>
    public Task CollectAsync(CancellationToken cancellationToken) => PostAsync(BenchAccess.CollectPath, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_publisher is not null)
        {
            await _publisher.DisposeAsync();
        }

        await Server.DisposeAsync();
        _http.Dispose();
    }

    private async Task<string> PostAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsync(new Uri($"http://127.0.0.1:{Server.Port}{path}"), content: null, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }
}

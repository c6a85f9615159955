using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using FlextMonitor.Collector.Connection;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Proto;
using FlextMonitor.Testing;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Collector.Tests.Sources;

/// <summary>A watcher that fails unexpectedly.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class SourceWatcherTests
{
    private const int Crashed = 1001;
    private const int CannotSay = 1003;

    [Fact]
    public async Task Run_CallsFailUnexpectedly_IsDownAloneAndRestartsLater()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        using var crashes = new CrashCounter();
        var connector = new FaultyConnector("bad", isConnecting: true);
        await using var collector = await WatchAsync(daemon, connector);

        var down = await collector.UntilAsync(SourceState.Down, "bad");
        await collector.UntilAsync(SourceState.Live, "good");
        connector.Repair();
        await collector.UntilAsync(SourceState.Live, "bad");

        down.Error.ShouldBe($"Unable to connect to FLEXT daemon: the watcher failed and will restart (InvalidOperationException: two lines) ({daemon.Address})");
        collector.Messages.OfType<SourceStatus>().ShouldNotContain(status => status.Source == "good" && status.State == SourceState.Down);
        collector.Log.Entries.First(line => line.Event == Crashed).Text.ShouldStartWith("The watcher of bad failed unexpectedly (1 in a row) and restarts in 00:00:01");
        collector.Log.Entries.ShouldNotContain(line => line.Event == CannotSay);
        crashes.Of("bad").ShouldBe(connector.Failures);
    }

    [Fact]
    public async Task Run_ConnectingFailsUnexpectedly_IsDownAndRestartsLater()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var connector = new FaultyConnector("bad", isConnecting: false);
        await using var collector = await WatchAsync(daemon, connector);

        await collector.UntilAsync(SourceState.Down, "bad");
        (await collector.UntilAsync<DashboardStats>(stats => stats.Fallback, "bad")).Error.ShouldNotBeNull().ShouldContain("the watcher failed");
        connector.Repair();

        await collector.UntilAsync(SourceState.Live, "bad");
        collector.Log.Entries.ShouldNotContain(line => line.Event == CannotSay);
    }

    [Fact]
    public async Task Run_OneStreamFailsUnexpectedly_DoesNotWaitForTheOthersToEnd()
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var script = new DaemonScript
        {
            ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(DaemonMessages.Execution("good", 2, Proto.Status.Running))),
            StreamExecution = async (_, _, context) =>
            {
                opened.TrySetResult();
                await using var ending = context.CancellationToken.Register(() => ended.TrySetResult());
                await ended.Task;
            },
        };
        await using var daemon = await ScriptedDaemon.StartAsync(script);
        await using var collector = await CollectorHost.StartAsync(
            services => services.AddSingleton<IDaemonConnector, StreamFaultConnector>(),
            ("Daemons:0:Address", daemon.Address),
            ("Daemons:0:Interval", "00:00:00.2"));
        await opened.Task.DefaultTimeout();

        script.ListExecutions = (_, _) => Task.FromResult(DaemonMessages.List(
            DaemonMessages.Execution("good", 2, Proto.Status.Running), DaemonMessages.Execution(StreamFaultConnector.Bad, 1, Proto.Status.Running)));

        (await collector.EverAsync<SourceStatus>(status => status.State == SourceState.Down)).Error.ShouldNotBeNull().ShouldContain("the watcher failed");
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    private static Task<CollectorHost> WatchAsync(ScriptedDaemon daemon, FaultyConnector connector) => CollectorHost.StartAsync(
        services =>
        {
            services.AddSingleton<DaemonConnector>();
            services.AddSingleton<IDaemonConnector>(provider =>
            {
                connector.Real = provider.GetRequiredService<DaemonConnector>();
                return connector;
            });
        },
        ("Daemons:0:Name", "bad"),
        ("Daemons:0:Address", daemon.Address),
        ("Daemons:1:Name", "good"),
        ("Daemons:1:Address", daemon.Address));

    /// <summary>Connects normally, except to one daemon, where connecting or calling fails until <see cref="Repair"/>.</summary>
    private sealed class FaultyConnector(string bad, bool isConnecting) : IDaemonConnector
    {
        private volatile bool _isRepaired;
        private int _failures;

        public DaemonConnector Real { get; set; } = null!;

        public int Failures => Volatile.Read(ref _failures);

        public void Repair() => _isRepaired = true;

        public DaemonConnection Connect(DaemonOptions daemon, Action opened, Action lost)
        {
            if (daemon.Name != bad || _isRepaired)
            {
                return Real.Connect(daemon, opened, lost);
            }

            Interlocked.Increment(ref _failures);
            return isConnecting ? new DaemonConnection(new FaultyInvoker(), null) : throw new InvalidOperationException("two\nlines");
        }
    }

    /// <summary>Connects, but following one execution fails unexpectedly.</summary>
    [SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "Made by the container.")]
    private sealed class StreamFaultConnector : IDaemonConnector
    {
        public const string Bad = "bad";

        public DaemonConnection Connect(DaemonOptions daemon, Action opened, Action lost)
        {
            var channel = GrpcChannel.ForAddress(daemon.Address);
            return new DaemonConnection(channel.Intercept(new StreamFault()), channel);
        }

        private sealed class StreamFault : Interceptor
        {
            public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
                TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
                request is StreamExecutionRequest { ExecutionId: Bad } ? throw new InvalidOperationException("unthought of") : continuation(request, context);
        }
    }

    private sealed class FaultyInvoker : CallInvoker
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            throw Fault();

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            throw Fault();

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            throw Fault();

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) =>
            throw Fault();

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) =>
            throw Fault();

        private static InvalidOperationException Fault() => new("two\nlines");
    }

    /// <summary>Counts failed watchers by source, as measured by the meter.</summary>
    private sealed class CrashCounter : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<string, long> _crashes = [];

        public CrashCounter()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "flextmonitor.collector.watcher.failures")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            {
                lock (_crashes)
                {
                    var source = (string)tags[0].Value!;
                    _crashes[source] = _crashes.GetValueOrDefault(source) + count;
                }
            });
            _listener.Start();
        }

        public long Of(string source)
        {
            lock (_crashes)
            {
                return _crashes.GetValueOrDefault(source);
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}

using System.Buffers;
using System.IO.Pipelines;
using System.Security.Claims;
using FlextMonitor.Contracts;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>SignalR's own hub connection over pipes. Its subscriber reads only when the test calls for it.</summary>
internal sealed class PipeConnection : IInvocationBinder
{
    private static readonly Dictionary<string, Type> Payloads = new()
    {
        [nameof(IDashboardClient.SourceStatus)] = typeof(SourceStatus),
        [nameof(IDashboardClient.DashboardStats)] = typeof(DashboardStats),
        [nameof(IDashboardClient.HealthStatus)] = typeof(HealthStatus),
        [nameof(IDashboardClient.ExecutionData)] = typeof(ExecutionData),
        [nameof(IDashboardClient.ExecutionRemoved)] = typeof(ExecutionRemoved),
        [nameof(IDashboardClient.Heartbeat)] = typeof(Heartbeat),
        [nameof(IDashboardClient.Closing)] = typeof(Closing),
    };

    private readonly IHubProtocol _protocol;
    private readonly PipeReader _sent;
    private readonly WriteLog _writes;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="id">The connection's id.</param>
    /// <param name="protocol">Its protocol.</param>
    /// <param name="holds">How many bytes it buffers before a write waits; at least 1.</param>
    public PipeConnection(string id, IHubProtocol protocol, int holds)
    {
        _protocol = protocol;
        var toServer = new Pipe();
        var toClient = new Pipe(new PipeOptions(pauseWriterThreshold: holds, resumeWriterThreshold: 1, useSynchronizationContext: false, readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline));
        _sent = toClient.Reader;
        _writes = new WriteLog(toClient.Writer);
        var connection = new DefaultConnectionContext(id, new Duplex(toServer.Reader, _writes), new Duplex(toClient.Reader, toServer.Writer))
        {
            User = new ClaimsPrincipal(),
        };
        connection.ConnectionClosed.Register(() => _closed.TrySetResult());
        Hub = new HubConnectionContext(connection, new HubConnectionContextOptions { KeepAliveInterval = TimeSpan.FromHours(1) }, NullLoggerFactory.Instance) { Protocol = protocol };
    }

    public HubConnectionContext Hub { get; }

    /// <summary>Completes when the connection has been aborted.</summary>
    public Task Closed => _closed.Task;

    /// <summary>The messages of each joined write, in order.</summary>
    public IEnumerable<IReadOnlyList<object>> Writes => _writes.Writes.Select(write => Parse(new ReadOnlySequence<byte>(write)));

    /// <summary>Reads everything that has been written so far.</summary>
    public IReadOnlyList<object> Take()
    {
        if (!_sent.TryRead(out var result))
        {
            return [];
        }

        var messages = Parse(result.Buffer);
        _sent.AdvanceTo(result.Buffer.End);
        return messages;
    }

    public Type GetReturnType(string invocationId) => typeof(object);

    public IReadOnlyList<Type> GetParameterTypes(string methodName) => [Payloads[methodName]];

    public Type GetStreamItemType(string streamId) => typeof(object);

    private List<object> Parse(ReadOnlySequence<byte> bytes)
    {
        var messages = new List<object>();
        while (_protocol.TryParseMessage(ref bytes, this, out var message))
        {
            messages.Add(message.ShouldBeOfType<InvocationMessage>().Arguments.ShouldHaveSingleItem()!);
        }

        bytes.IsEmpty.ShouldBeTrue("a write must hold whole messages");
        return messages;
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}

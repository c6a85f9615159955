using System.Globalization;
using System.Net;
using FlextMonitor.Web.Limits;
using Microsoft.AspNetCore.Connections;

namespace FlextMonitor.Web.Tests.Limits;

/// <summary>Places that silent connections give up, with connections that close as slowly as a test wants.</summary>
public sealed class ConnectionGateTests
{
    private const string Crowd = "127.0.0.1";
    private const string MostConnections = "32";

    /// <summary>A sixteenth of them.</summary>
    private const int Headroom = 2;

    [Fact]
    public async Task TryEnter_DisplacedOnesHaveNotClosed_DisplacesNoMoreThanTheHeadroom()
    {
        await using var server = await GatedServer.StartAsync(("Limits:Connections", MostConnections), ("Limits:ConnectionsPerAddress", MostConnections));
        var crowd = Enumerable.Range(0, int.Parse(MostConnections, CultureInfo.InvariantCulture)).Select(_ => Connection(Crowd)).ToList();
        crowd.ForEach(connection => server.Gate.TryEnter(connection).ShouldBeTrue());

        var newcomers = Enumerable.Range(2, Headroom + 1).Select(host => Connection($"127.0.0.{host}")).ToList();
        newcomers.ForEach(connection => server.Gate.TryEnter(connection).ShouldBeTrue());

        newcomers.Select(IsSurplus).ShouldBe([false, false, true]);
        crowd.Count(connection => connection.IsAborted).ShouldBe(Headroom);

        await server.Gate.ServeAsync(crowd.First(connection => connection.IsAborted), _ => Task.CompletedTask);
        var next = Connection("127.0.0.9");
        server.Gate.TryEnter(next).ShouldBeTrue();
        IsSurplus(next).ShouldBeFalse();
    }

    private static SlowConnection Connection(string address) => new() { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 1) };

    private static bool IsSurplus(ConnectionContext connection) => connection.Features.Get<OpenConnection>()!.IsSurplus;

    /// <summary>Keeps its descriptor after it was aborted.</summary>
    private sealed class SlowConnection : DefaultConnectionContext
    {
        public bool IsAborted { get; private set; }

        public override void Abort(ConnectionAbortedException abortReason) => IsAborted = true;
    }
}

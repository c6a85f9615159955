using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace FlextMonitor.Hub.Tests.Live;

public sealed class FanOutRoundTests : IDisposable
{
    private readonly FanOutFixture _hub = new();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public void NewerThan_AfterJoiningFailed_JoinsAgain()
    {
        var protocols = new FailingProtocols(_hub.Protocol(0));
        var round = _hub.Create<FanOutRound>(_hub.Create<MessageEncoder>(protocols));
        _hub.Apply(Messages.Status());
        round.Begin(_hub.Time.GetTimestamp());
        protocols.Fail = true;
        Should.Throw<InvalidOperationException>(() => round.NewerThan(LiveState.Beginning, SourceFilter.All, 0));
        protocols.Fail = false;

        var (_, bytes, version) = round.NewerThan(LiveState.Beginning, SourceFilter.All, 0);

        bytes.ShouldBeGreaterThan(0);
        version.ShouldBe(_hub.State.Version);
    }

    private sealed class FailingProtocols(IHubProtocol protocol) : IHubProtocolResolver
    {
        private readonly IHubProtocol[] _all = [protocol];

        public bool Fail { get; set; }

        public IReadOnlyList<IHubProtocol> AllProtocols => Fail ? throw new InvalidOperationException("Failure set by the test.") : _all;

        public IHubProtocol GetProtocol(string protocolName, IReadOnlyList<string>? supportedProtocols) => protocol;
    }
}

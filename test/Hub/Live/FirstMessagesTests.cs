using System.Text;
using FlextMonitor.Contracts;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary>What a document tells before there is a connection: what the connection would.</summary>
public sealed class FirstMessagesTests
{
    private const int Plenty = 1024 * 1024;
    private const string Hidden = "hidden-daemon";

    private static readonly Rights Everything = Rights.Of([new Grant(Roles.Viewer, [])]);

    [Fact]
    public async Task Find_AreTheBytesThatASubscriberIsSentFirst()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(FirstState("default"));
        await using var subscriber = await host.ConnectAsync();
        await subscriber.FirstStateAsync();

        var found = Text(host, Everything);

        var json = host.Services.GetRequiredService<IHubProtocolResolver>().GetProtocol("json", null)!;
        var sent = subscriber.Received.OfType<SourceMessage>()
            .Select(message => Encoding.UTF8.GetString(json.GetMessageBytes(MessageEncoder.InvocationOf(message)).Span).TrimEnd('\u001e'));
        found.ShouldBe(string.Join(',', sent));
        subscriber.Received.OfType<SourceMessage>().Count().ShouldBe(7);
    }

    [Fact]
    public async Task Find_OfALimitedViewer_HoldNoByteOfTheOtherDaemon()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(FirstState(Hidden));
        host.Publish([.. FirstState("default"), Messages.Problem("own", SourceNames.Monitor)]);
        await using var subscriber = await host.ConnectAsync();
        await subscriber.FirstStateAsync();

        var found = Text(host, Rights.Of([new Grant(Roles.Viewer, ["default"])]));

        found.ShouldNotBeNull().ShouldContain("\"default\"");
        found.ShouldContain(SourceNames.Monitor);
        found.ShouldNotContain(Hidden);
    }

    [Fact]
    public async Task Find_WithoutARole_AreNone()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(FirstState("default"));
        await using var subscriber = await host.ConnectAsync();
        await subscriber.FirstStateAsync();

        Text(host, Rights.None).ShouldBeNull();
        Text(host, Rights.WithoutSecondFactor).ShouldBeNull();
        Text(host, Rights.Of([new Grant(Roles.Viewer, ["elsewhere"])])).ShouldBeNull();
    }

    [Fact]
    public async Task Find_BeforeADaemonWasHeard_AreNone()
    {
        await using var host = await HubHost.StartAsync();
        await using var subscriber = await host.ConnectAsync();
        host.Publish(Messages.Status(), Messages.Heartbeat(SourceNames.Monitor));
        await subscriber.NextAsync<SourceStatus>();

        Text(host, Everything).ShouldBeNull();
    }

    [Fact]
    public async Task Find_LongerThanAskedFor_AreNone()
    {
        await using var host = await HubHost.StartAsync();
        host.Publish(FirstState("default"));
        await using var subscriber = await host.ConnectAsync();
        await subscriber.FirstStateAsync();
        var bytes = Find(host, Everything, Plenty)!.Value.Length;

        Find(host, Everything, bytes).ShouldNotBeNull();
        Find(host, Everything, bytes - 1).ShouldBeNull();
    }

    private static ReadOnlyMemory<byte>? Find(HubHost host, Rights rights, int maxBytes) => host.Services.GetRequiredService<IFirstMessages>().Find(rights, maxBytes);

    private static string? Text(HubHost host, Rights rights) => Find(host, rights, Plenty) is { } found ? Encoding.UTF8.GetString(found.Span) : null;

    private static SourceMessage[] FirstState(string source) =>
    [
        Messages.Status(source), Messages.Stats(source), Messages.Health(source), Messages.Execution("run-1", source), Messages.Pipeline(source: source), Messages.Problem(source: source), Messages.Heartbeat(source),
    ];
}

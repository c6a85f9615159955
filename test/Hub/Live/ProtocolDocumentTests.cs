using System.Reflection;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Live;

/// <summary><c>docs/protocol.md</c> lists the calls that the hub takes, and states its times and limits.</summary>
public sealed class ProtocolDocumentTests
{
    /// <summary>SignalR's default, which it does not write into the options.</summary>
    private static readonly TimeSpan DefaultClientTimeout = TimeSpan.FromSeconds(30);

    private static readonly MarkdownDocument Protocol = MarkdownDocument.Open("docs/protocol.md");

    [Fact]
    public void Calls_InTheDocument_AreThoseOfTheHub()
    {
        var methods = typeof(DashboardHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

        Protocol.Table("Calling").Select(row => (row[0], row[1])).ShouldBe(methods.Select(method => (Call(method), Role(method))));
    }

    [Fact]
    public async Task Limits_InTheDocument_AreThoseOfTheHub()
    {
        await using var host = await HubHost.StartAsync();
        var hub = host.Services.GetRequiredService<IOptions<HubOptions<DashboardHub>>>().Value;

        Protocol.Text.ShouldContain($"followed by the byte 0x1E, within {hub.HandshakeTimeout!.Value.TotalSeconds} s.");
        Protocol.Text.ShouldContain($"The hub sends a ping after {hub.KeepAliveInterval!.Value.TotalSeconds} s in which it sent nothing else");
        Protocol.Text.ShouldContain($"The hub closes a connection from which nothing came for {(hub.ClientTimeoutInterval ?? DefaultClientTimeout).TotalSeconds} s");
        Protocol.Text.ShouldContain($"A call may have {hub.MaximumReceiveMessageSize / 1024} KiB");
        Protocol.Text.ShouldContain($"One connection may have {hub.MaximumParallelInvocationsPerClient} calls in progress and read {LogStreamLimiter.MaxPerConnection} logs");
    }

    private static string Call(MethodInfo method) =>
        $"`{method.Name}({string.Join(", ", method.GetParameters().Where(parameter => parameter.ParameterType != typeof(CancellationToken)).Select(parameter => parameter.Name))})`";

    private static string Role(MethodInfo method) => method.GetCustomAttribute<RequiresRoleAttribute>()?.Role ?? Roles.Viewer;
}

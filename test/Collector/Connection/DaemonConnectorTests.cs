using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace FlextMonitor.Collector.Tests.Connection;

/// <summary>How daemons are reached: with a token, with TLS, with both sides showing certificates.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class DaemonConnectorTests : IDisposable
{
    private readonly Certificates _certificates = new();

    [Fact]
    public async Task Watch_WithAToken_SendsItWithEveryCallAndNeverLogsIt()
    {
        var seen = new ConcurrentDictionary<string, string?>();
        void Note(ServerCallContext context) => seen[context.Method.Split('/')[^1]] = context.RequestHeaders.GetValue("authorization");
        var script = new DaemonScript();
        var (stats, info) = (script.GetSystemStats, script.GetSystemInfo);
        script.GetSystemStats = context =>
        {
            Note(context);
            return stats(context);
        };
        script.GetSystemInfo = context =>
        {
            Note(context);
            return info(context);
        };
        script.ListExecutions = (_, context) =>
        {
            Note(context);
            return Task.FromResult(Sent.List(Sent.Execution("runs", 0, Proto.Status.Running)));
        };
        script.StreamExecution = (_, _, context) =>
        {
            Note(context);
            return Task.CompletedTask;
        };
        await using var daemon = await ScriptedDaemon.StartAsync(script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("Token", "secret-token"));

        await collector.UntilAsync(() => seen.Count == 4);

        seen.Values.ShouldAllBe(header => header == "Bearer secret-token");
        collector.Log.Lines.ShouldNotContain(line => line.Text.Contains("secret-token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watch_WithoutAToken_SendsNone()
    {
        string? header = "none seen";
        var script = new DaemonScript();
        var stats = script.GetSystemStats;
        script.GetSystemStats = context =>
        {
            header = context.RequestHeaders.GetValue("authorization");
            return stats(context);
        };
        await using var daemon = await ScriptedDaemon.StartAsync(script);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        await collector.UntilAsync(SourceState.Live);

        header.ShouldBeNull();
    }

    [Fact]
    public async Task Watch_TlsOfTheAuthorityInTheSettings_IsLive()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(tls: Serve);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("CaCertificate", _certificates.AuthorityFile));

        await collector.UntilAsync(SourceState.Live);
    }

    [Fact]
    public async Task Watch_TlsOfAnAuthorityThatIsNotTrusted_IsDownAndSaysWhy()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(tls: Serve);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address);

        var status = await collector.UntilAsync(SourceState.Down);

        status.Error.ShouldNotBeNull().ShouldStartWith("Unable to connect to FLEXT daemon: The remote certificate is invalid");
        status.Error.ShouldEndWith($"({daemon.Address})");
    }

    [Fact]
    public async Task Watch_TlsOfAnotherAuthorityThanInTheSettings_IsDown()
    {
        using var others = new Certificates();
        await using var daemon = await ScriptedDaemon.StartAsync(tls: Serve);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("CaCertificate", others.AuthorityFile));

        (await collector.UntilAsync(SourceState.Down)).Error.ShouldNotBeNull().ShouldContain("certificate is invalid");
    }

    [Fact]
    public async Task Watch_MutualTls_ShowsItsCertificate()
    {
        var shown = "";
        await using var daemon = await ScriptedDaemon.StartAsync(tls: https => Demand(https, certificate => shown = certificate.Subject));
        var (certificate, key) = _certificates.Client("monitor");
        await using var collector = await CollectorHost.WatchAsync(
            daemon.Address, ("CaCertificate", _certificates.AuthorityFile), ("ClientCertificate", certificate), ("ClientKey", key));

        await collector.UntilAsync(SourceState.Live);

        shown.ShouldBe("CN=monitor");
    }

    [Fact]
    public async Task Watch_MutualTlsWithoutACertificate_IsDown()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(tls: https => Demand(https, _ => { }));
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("CaCertificate", _certificates.AuthorityFile));

        (await collector.UntilAsync(SourceState.Down)).Error.ShouldNotBeNull().ShouldEndWith($"({daemon.Address})");
    }

    [Fact]
    public async Task Watch_NoSuchHost_IsDownAndSaysWhere()
    {
        await using var collector = await CollectorHost.WatchAsync("http://no-such-host.invalid:50051");

        (await collector.UntilAsync(SourceState.Down)).Error.ShouldNotBeNull().ShouldEndWith("(http://no-such-host.invalid:50051)");
    }

    public void Dispose() => _certificates.Dispose();

    private void Serve(HttpsConnectionAdapterOptions https) => https.ServerCertificate = _certificates.Server();

    private void Demand(HttpsConnectionAdapterOptions https, Action<X509Certificate2> shown)
    {
        Serve(https);
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (certificate, _, _) =>
        {
            shown(certificate);
            return certificate.Issuer == _certificates.Authority.Subject;
        };
    }
}

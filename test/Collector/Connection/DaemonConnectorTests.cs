using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Collector.Tests.Mapping;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Collector.Tests.Connection;

/// <summary>Connections with a token, with TLS and with mutual TLS.</summary>
[SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposed with await using.")]
public sealed class DaemonConnectorTests : IDisposable
{
    /// <summary>The event id under which a source's state is logged.</summary>
    private const int StateChanged = 2102;

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
            return Task.FromResult(DaemonMessages.List(DaemonMessages.Execution("runs", 0, Proto.Status.Running)));
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
        collector.Log.Entries.ShouldNotContain(line => line.Text.Contains("secret-token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watch_WithoutAToken_SendsNone()
    {
        string? header = "not called";
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
    public async Task GetExecution_CertificateIsBeingReplaced_ReportsWhatCannotBeUsed()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(tls: Serve);
        await using var collector = await CollectorHost.WatchAsync(daemon.Address, ("CaCertificate", _certificates.AuthorityFile));
        await collector.UntilAsync(SourceState.Live);

        File.Delete(_certificates.AuthorityFile);
        await daemon.StopAsync();
        await collector.UntilAsync(SourceState.Down);
        var error = await Should.ThrowAsync<DaemonCallException>(
            () => collector.Calls.Route("default").GetExecutionAsync("e1", TestContext.Current.CancellationToken).DefaultTimeout());

        (error.Message, error.Code).ShouldBe((
            "Daemon 'default': the connection could not be set up, because a file of its certificates cannot be used.", HubErrorCodes.Unavailable));
    }

    [Fact]
    public async Task Watch_TlsOfAnAuthorityThatIsNotTrusted_IsDownWithTheReason()
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
    public async Task Watch_HttpsOfADaemonWithoutTls_IsDownWithAHint()
    {
        await using var daemon = await ScriptedDaemon.StartAsync();
        var address = daemon.Address.Replace("http:", "https:", StringComparison.Ordinal);
        await using var collector = await CollectorHost.WatchAsync(address);

        var status = await collector.UntilAsync(SourceState.Down);

        status.Error.ShouldBe($"Unable to connect to FLEXT daemon: The daemon does not speak TLS; try http:// in its address ({address})");
        collector.Log.Entries.ShouldContain(line => line.Event == StateChanged && line.Text.Contains($"({address}) [it began with ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watch_TlsWithHttp_IsDown()
    {
        await using var daemon = await ScriptedDaemon.StartAsync(tls: Serve);
        var address = daemon.Address.Replace("https:", "http:", StringComparison.Ordinal);
        await using var collector = await CollectorHost.WatchAsync(address);

        (await collector.UntilAsync(SourceState.Down)).Error.ShouldNotBeNull().ShouldEndWith($"({address})");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Watch_AWebServer_IsDownAndNamesTheProtocol(bool isTls)
    {
        await using var server = await WebServerAsync(isTls);
        var address = server.Urls.Single();
        await using var collector = await CollectorHost.WatchAsync(address, isTls ? [("CaCertificate", _certificates.AuthorityFile)] : []);

        var status = await collector.UntilAsync(SourceState.Down);

        status.Error.ShouldBe($"Unable to connect to FLEXT daemon: The server at this address is a web server (HTTP/1.1), not a gRPC daemon ({address})");
        collector.Log.Entries.ShouldContain(line => line.Event == StateChanged && line.Text.Contains($"({address}) [", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Watch_AnAnswerOfHttp1_IsDownAndNamesTheProtocol(bool readsFirst)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeHttp1Async(listener, readsFirst);
        var address = $"http://{listener.LocalEndpoint}";
        await using (var collector = await CollectorHost.WatchAsync(address))
        {
            var status = await collector.UntilAsync(SourceState.Down);

            status.Error.ShouldBe($"Unable to connect to FLEXT daemon: The server at this address is a web server (HTTP/1.1), not a gRPC daemon ({address})");
            collector.Log.Entries.ShouldContain(line => line.Event == StateChanged && line.Text.Contains("[it began with 485454502F312E31", StringComparison.Ordinal));
        }

        listener.Stop();
        await serving.DefaultTimeout();
    }

    [Fact]
    public async Task Watch_NoSuchHost_IsDownWithTheAddress()
    {
        await using var collector = await CollectorHost.WatchAsync("http://no-such-host.invalid:50051");

        (await collector.UntilAsync(SourceState.Down)).Error.ShouldNotBeNull().ShouldEndWith("(http://no-such-host.invalid:50051)");
    }

    public void Dispose() => _certificates.Dispose();

    private async Task<WebApplication> WebServerAsync(bool isTls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (isTls)
            {
                listen.UseHttps(Serve);
            }
        }));
        var server = builder.Build();
        await server.StartAsync();
        return server;
    }

    /// <summary>Answers like a web server that does not support HTTP/2. Closing with unread input, or before it arrives, resets the connection.</summary>
    private static async Task ServeHttp1Async(TcpListener listener, bool readsFirst)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                if (readsFirst)
                {
                    await client.GetStream().ReadExactlyAsync(new byte[1]);
                }

                await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            }
        }
        catch (Exception exception) when (exception is SocketException or IOException or InvalidOperationException)
        {
            // The test is over, and the listener stopped, during an accept or before the next one.
        }
    }

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

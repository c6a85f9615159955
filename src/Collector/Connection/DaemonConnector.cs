using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using FlextMonitor.Collector.Settings;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace FlextMonitor.Collector.Connection;

/// <summary>
/// Creates connections with the settings that the contract requires. A channel with its own connect callback has no reconnect back-off:
/// every call opens the connection if necessary, so the watcher alone decides how often to retry.
/// </summary>
internal sealed class DaemonConnector(TimeProvider time) : IDaemonConnector
{
    /// <summary>How long opening may take. With a longer time a lost daemon would not be known to be down within 2 s.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    /// <summary>After how long a working connection is reopened and the name resolved again. Streams on the old one continue.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Servers count a ping within 5 minutes of the previous one as a strike, and also any ping without an open stream. After two strikes they close
    /// the connection with too_many_pings (gRPC proposal A8; GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS). Pings only matter
    /// for log streams that are quiet for long: sampling detects a silent daemon by its deadline.
    /// </summary>
    private static readonly TimeSpan PingDelay = TimeSpan.FromMinutes(5.5);

    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The longest headers and trailers of an answer, in KiB. A status text is sent there, and some daemons send a whole stack trace with their data. Headers
    /// that are too long end the connection, and with it the calls beside the one that caused it (dotnet/runtime, HPackDecoder).
    /// </summary>
    private const int LongestHeaders = 32 * 1024;

    private readonly Dialer _dialer = new(time);

    [SuppressMessage("Usage", "CA2262:Set 'MaxResponseHeadersLength' properly", Justification = "32 MiB are meant.")]
    public DaemonConnection Connect(DaemonOptions daemon, Action opened, Action lost)
    {
        var address = DaemonAddress.Parse(daemon.Address);
        var activity = new ConnectionActivity(time);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = (context, cancellationToken) => OpenAsync(address, context.DnsEndPoint, activity, opened, lost, cancellationToken),
            ConnectTimeout = ConnectTimeout,

            // Servers allow about 100 streams on one connection; log streams must not block the samples.
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = ConnectionLifetime,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = PingDelay,
            KeepAlivePingTimeout = PingTimeout,
            MaxResponseHeadersLength = LongestHeaders,
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        if (address.IsTls)
        {
            handler.SslOptions = Tls(daemon);
        }

        var channel = GrpcChannel.ForAddress(address.Url, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = daemon.MaxMessageBytes,
            MaxRetryAttempts = 0,
        });
        return new DaemonConnection(channel.Intercept(new DaemonInterceptor(daemon.Service, daemon.Token)), channel, activity);
    }

    private static SslClientAuthenticationOptions Tls(DaemonOptions daemon)
    {
        var tls = new SslClientAuthenticationOptions();
        if (daemon.CaCertificate is { } authorities)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(PemFiles.Authorities(authorities));
        }

        if (daemon.ClientCertificate is { } certificate)
        {
            tls.ClientCertificates = [PemFiles.Client(certificate, daemon.ClientKey)];
        }

        return tls;
    }

    private async ValueTask<Stream> OpenAsync(
        DaemonAddress address, DnsEndPoint host, ConnectionActivity activity, Action opened, Action lost, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var socket = await (address.SocketPath is { } path
                ? Dialer.DialAsync(new UnixDomainSocketEndPoint(path), either.Token)
                : _dialer.DialHostAsync(host, either.Token)).ConfigureAwait(false);
            activity.Opened();
            opened();
            return new WatchedStream(socket, address.IsTls, activity.DataReceived, lost);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }
}

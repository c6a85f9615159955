using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using FlextMonitor.Collector.Settings;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace FlextMonitor.Collector.Connection;

/// <summary>
/// Connections as the contract needs them. With a connect callback of its own the channel has no reconnect back-off:
/// every call opens what is not open, so that the pace of tries is the watcher's alone.
/// </summary>
internal sealed class DaemonConnector(TimeProvider time) : IDaemonConnector
{
    /// <summary>How long opening may take. Longer, and a lost daemon would not be known to be down within 2 s.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    /// <summary>When a connection is reopened, and the name looked up again, though nothing is wrong. Streams on the old one go on.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Servers count a ping within 5 minutes of the one before as a strike, and any without a stream open, and after two of them close
    /// the connection with too_many_pings (gRPC proposal A8; GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS). Pings only matter
    /// for log streams that are quiet for long: sampling sees a silent daemon by its deadline.
    /// </summary>
    private static readonly TimeSpan PingDelay = TimeSpan.FromMinutes(5.5);

    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    private readonly Dialer _dialer = new(time);

    public DaemonConnection Connect(DaemonOptions daemon, Action opened, Action lost)
    {
        var address = DaemonAddress.Parse(daemon.Address);
        var signs = new ConnectionSigns(time);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = (context, cancellationToken) => OpenAsync(address, context.DnsEndPoint, signs, opened, lost, cancellationToken),
            ConnectTimeout = ConnectTimeout,

            // Servers allow some 100 streams on one connection; log streams must not keep the samples waiting.
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = ConnectionLifetime,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = PingDelay,
            KeepAlivePingTimeout = PingTimeout,
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
        return new DaemonConnection(channel.Intercept(new DaemonInterceptor(daemon.Service, daemon.Token)), channel, signs);
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
        DaemonAddress address, DnsEndPoint host, ConnectionSigns signs, Action opened, Action lost, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var socket = await (address.SocketPath is { } path
                ? Dialer.DialAsync(new UnixDomainSocketEndPoint(path), either.Token)
                : _dialer.DialHostAsync(host, either.Token)).ConfigureAwait(false);
            signs.Opened();
            opened();
            return new WatchedStream(socket, address.IsTls, signs.Spoke, lost);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }
}

using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using SmtpProvider = SmtpServer.ComponentModel.ServiceProvider;

namespace FlextMonitor.Testing.Web;

/// <summary>A real SMTP server on loopback that keeps what it takes over.</summary>
public sealed class SmtpInbox : IAsyncDisposable
{
    /// <summary>The name to sign in with, where that is asked for.</summary>
    public const string User = "monitor";

    /// <summary>The password to <see cref="User"/>.</summary>
    public const string Password = "letters for everybody";

    private readonly ConcurrentQueue<MimeMessage> _mails = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;

    private SmtpInbox(X509Certificate2? certificate, bool asksForPassword, bool refuses, string? unknown)
    {
        var services = new SmtpProvider();
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, started) => _port.TrySetResult(((IPEndPoint)started.LocalEndPoint).Port);
        services.Add(listeners);
        services.Add(new Store(_mails, refuses));
        services.Add(new Mailboxes(unknown));
        services.Add(new DelegatingUserAuthenticator((string user, string password) => (user, password) == (User, Password)));
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, 0)).AuthenticationRequired(asksForPassword).AllowUnsecureAuthentication(certificate is null);
            if (certificate is not null)
            {
                endpoint.Certificate(certificate);
            }
        }).Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>What it has taken over, the oldest first.</summary>
    public IReadOnlyList<MimeMessage> Mails => [.. _mails];

    /// <summary>The settings with which the monitor sends to it, unencrypted.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings =>
    [
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", Port.ToString(CultureInfo.InvariantCulture)), ("Mail:From", "FlextMonitor <monitor@example.com>"), ("Mail:Security", "None"),
    ];

    /// <summary>Starts one.</summary>
    /// <param name="certificate">Offers STARTTLS with it; without one there is no encryption.</param>
    /// <param name="asksForPassword">Whether only those who sign in may send.</param>
    /// <param name="refuses">Whether it refuses every mail after it was sent.</param>
    /// <param name="unknown">An address that it does not know.</param>
    public static async Task<SmtpInbox> StartAsync(X509Certificate2? certificate = null, bool asksForPassword = false, bool refuses = false, string? unknown = null)
    {
        var inbox = new SmtpInbox(certificate, asksForPassword, refuses, unknown);
        inbox.Port = await inbox._port.Task.DefaultTimeout();
        return inbox;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default).DefaultTimeout();
        _stop.Dispose();
    }

    private sealed class Store(ConcurrentQueue<MimeMessage> mails, bool refuses) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (refuses)
            {
                return SmtpResponse.MailboxUnavailable;
            }

            using var bytes = new MemoryStream(buffer.ToArray());
            mails.Enqueue(await MimeMessage.LoadAsync(bytes, cancellationToken));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Mailboxes(string? unknown) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) => Task.FromResult(to.AsAddress() != unknown);
    }
}

using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Tests.Alerts.Delivery;

/// <summary>A kind of channel that keeps what it is sent and answers as a test wants.</summary>
internal sealed class RecordedChannel(TimeProvider time) : IAlertChannel
{
    public static readonly ChannelAnswer Delivered = new(DeliveryResult.Delivered, "200");
    public static readonly ChannelAnswer Failed = new(DeliveryResult.Failed, "503 away");
    public static readonly ChannelAnswer Refused = new(DeliveryResult.Refused, "404 gone");

    private readonly List<Attempt> _attempts = [];

    public string Kind => "recorded";

    public IReadOnlySet<string> Secrets { get; } = new HashSet<string> { "secret" };

    public bool MirrorsAcknowledgement { get; set; }

    /// <summary>What it answers, by the channel's name.</summary>
    public Func<string, AlertMessage, ChannelAnswer> Answer { get; set; } = (_, _) => Delivered;

    /// <summary>Every attempt, in order.</summary>
    public IReadOnlyList<Attempt> Attempts => _attempts;

    /// <summary>The messages that it took, in order.</summary>
    public IReadOnlyList<AlertMessage> Taken => [.. _attempts.Where(attempt => attempt.Result == DeliveryResult.Delivered).Select(attempt => attempt.Message)];

    /// <summary>What those told, in order.</summary>
    public IEnumerable<AlertEvent> Events => Taken.Select(message => message.Event);

    public IReadOnlyDictionary<string, string[]> Check(JsonObject settings) => new Dictionary<string, string[]>();

    public Task<ChannelAnswer> SendAsync(JsonObject settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var channel = settings["name"]!.GetValue<string>();
        var answer = Answer(channel, message);
        _attempts.Add(new Attempt(channel, message, time.GetUtcNow(), answer.Result));
        return Task.FromResult(answer);
    }

    /// <param name="Channel">The channel's name.</param>
    /// <param name="Message">What it was sent.</param>
    /// <param name="At">When.</param>
    /// <param name="Result">What became of it.</param>
    public sealed record Attempt(string Channel, AlertMessage Message, DateTimeOffset At, DeliveryResult Result);
}

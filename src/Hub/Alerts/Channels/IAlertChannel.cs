using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Messages;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>One kind of channel: how a message is brought to its receivers.</summary>
internal interface IAlertChannel
{
    /// <summary>The kind's name on the wire, such as <c>webhook</c>.</summary>
    string Kind { get; }

    /// <summary>Names of settings that are stored encrypted and are never sent back.</summary>
    IReadOnlySet<string> Secrets { get; }

    /// <summary>Whether it is told of acknowledgements (<see cref="AlertEvent.Acknowledged"/>), because its service keeps problems of its own that people acknowledge there.</summary>
    bool MirrorsAcknowledgement => false;

    /// <summary>Whether it may be told of reports (<see cref="AlertEvent.Report"/>): a service that keeps problems of its own would open one.</summary>
    bool CarriesReports => !MirrorsAcknowledgement;

    /// <summary>Whether it brings the files of reports along, and not only a link.</summary>
    bool AttachesReports => false;

    /// <summary>What is wrong with settings, by the setting's name, each with what is allowed; empty if they can be used.</summary>
    IReadOnlyDictionary<string, string[]> Check(JsonObject settings);

    /// <summary>Tries once to deliver a message. Only cancellation throws.</summary>
    /// <param name="settings">Settings that were checked, secrets in clear.</param>
    /// <param name="message">What to deliver.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    Task<ChannelAnswer> SendAsync(JsonObject settings, AlertMessage message, CancellationToken cancellationToken);
}

using System.Text.Json.Serialization;

namespace FlextMonitor.Hub.Alerts.Messages;

/// <summary>What a message to a channel is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertEvent>))]
public enum AlertEvent
{
    /// <summary>Problems opened.</summary>
    [JsonStringEnumMemberName("opened")]
    Opened,

    /// <summary>A problem is still open and nobody has acknowledged it.</summary>
    [JsonStringEnumMemberName("reminder")]
    Reminder,

    /// <summary>Problems are over.</summary>
    [JsonStringEnumMemberName("resolved")]
    Resolved,

    /// <summary>A problem opens again and again, or has been quiet since it did.</summary>
    [JsonStringEnumMemberName("flapping")]
    Flapping,

    /// <summary>A silence ended while something under it was open.</summary>
    [JsonStringEnumMemberName("silence-ended")]
    SilenceEnded,

    /// <summary>A daemon can be seen again; it takes the place of <see cref="Resolved"/>.</summary>
    [JsonStringEnumMemberName("returned")]
    Returned,

    /// <summary>A person acknowledged problems. Only kinds of channels whose <c>IAlertChannel.MirrorsAcknowledgement</c> is true are told.</summary>
    [JsonStringEnumMemberName("acknowledged")]
    Acknowledged,

    /// <summary>A person tries the channel.</summary>
    [JsonStringEnumMemberName("test")]
    Test,

    /// <summary>A report was made at its time. Only kinds of channels whose <c>IAlertChannel.CarriesReports</c> is true are told.</summary>
    [JsonStringEnumMemberName("report")]
    Report,
}

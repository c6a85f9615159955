namespace FlextMonitor.Hub.Tests.Alerts.Channels;

/// <summary>A request that a <see cref="RecordingReceiver"/> was sent.</summary>
internal sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

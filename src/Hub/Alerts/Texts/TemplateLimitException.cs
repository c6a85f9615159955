namespace FlextMonitor.Hub.Alerts.Texts;

/// <summary>A template asks for more than it may have.</summary>
/// <param name="message">What for, as the end of a sentence.</param>
internal sealed class TemplateLimitException(string message) : Exception(message);

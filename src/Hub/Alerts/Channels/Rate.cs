using System.Globalization;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>How many messages a service takes.</summary>
/// <param name="Count">So many, 1 or more.</param>
/// <param name="Window">In so long.</param>
internal sealed record Rate(int Count, TimeSpan Window)
{
    /// <summary>For answers, such as <c>5 in 2 s</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} in {Window.TotalSeconds:0.#} s");
}

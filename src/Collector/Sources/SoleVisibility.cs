namespace FlextMonitor.Collector.Sources;

/// <summary>A process that is alone hears all that its collector tells.</summary>
internal sealed class SoleVisibility : ISourceVisibility
{
    public TimeSpan TakeoverTime => TimeSpan.Zero;

    public DateTimeOffset? HiddenSince(string source) => null;
}

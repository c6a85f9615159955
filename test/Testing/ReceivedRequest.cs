namespace FlextMonitor.Testing;

/// <summary>A request that a <see cref="RecordingReceiver"/> was sent.</summary>
/// <param name="Method">Such as <c>POST</c>.</param>
/// <param name="Path">The path without query.</param>
/// <param name="Headers">By their names, in any case.</param>
/// <param name="Body">The body as text; may be empty.</param>
public sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The body as it was sent; may be empty.</summary>
    public IReadOnlyList<byte> Bytes { get; init; } = [];
}

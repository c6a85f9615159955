using Microsoft.Extensions.Primitives;

namespace FlextMonitor.Hub.Dashboards.Api;

/// <summary>Reads entity tags, which name versions of dashboards.</summary>
internal static class VersionTags
{
    public const string Any = "*";

    private const string Weak = "W/";

    /// <summary>The tags of a header, without quotes; empty if it is missing. A weak one counts as its version: proxies that compress make tags weak.</summary>
    public static IReadOnlyList<string> Of(StringValues header) =>
    [
        .. header.SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(tag => (tag.StartsWith(Weak, StringComparison.Ordinal) ? tag[Weak.Length..] : tag).Trim('"')),
    ];
}

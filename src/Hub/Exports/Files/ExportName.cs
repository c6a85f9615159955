using System.Globalization;

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>Names files by what they hold and when they were made.</summary>
internal static class ExportName
{
    public static string Of(IExportContent content, DateTimeOffset now) => string.Join('-', new[]
    {
        "flextmonitor",
        content.Name,
        content.Scope,
        string.Create(CultureInfo.InvariantCulture, $"as-of-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"),
    }.Where(part => part.Length > 0)) + $".{content.Extension}";
}

using System.Globalization;

namespace FlextMonitor.Hub.Exports.Tables;

/// <summary>Says which daemons and which range a table has: as a part of a file's name, and as facts.</summary>
internal static class ExportScope
{
    private const string All = "all";
    private const string NameFormat = "yyyyMMdd'T'HHmm'Z'";
    private const string FactFormat = "yyyy-MM-dd HH:mm:ss";

    /// <summary>A part of a file's name.</summary>
    public static string NameOf(IReadOnlyList<string> sources, DateTimeOffset? from, DateTimeOffset? to) => string.Join('-', new[]
    {
        sources switch
        {
            [] => "",
            [var only] => only,
            _ => string.Create(CultureInfo.InvariantCulture, $"{sources.Count}-daemons"),
        },
        from is null && to is null ? "" : $"{NameOf(from)}-{NameOf(to)}",
    }.Where(part => part.Length > 0));

    /// <summary>The range.</summary>
    public static IEnumerable<ExportFact> RangeOf(DateTimeOffset? from, DateTimeOffset? to) =>
        [new("From (UTC)", Text(from) ?? "the beginning"), new("To (UTC)", Text(to) ?? "the time of the export")];

    /// <summary>The daemons.</summary>
    public static ExportFact DaemonsOf(IReadOnlyList<string> sources) => new("Daemons", sources.Count == 0 ? "none" : string.Join(", ", sources));

    /// <summary>A filter; nothing if it narrows nothing.</summary>
    public static IEnumerable<ExportFact> Filter(string name, object? value) => value is null or "" ? [] : [new($"Filter: {name}", Convert.ToString(value, CultureInfo.InvariantCulture)!)];

    private static string NameOf(DateTimeOffset? time) => time?.ToUniversalTime().ToString(NameFormat, CultureInfo.InvariantCulture) ?? All;

    private static string? Text(DateTimeOffset? time) => time?.ToUniversalTime().ToString(FactFormat, CultureInfo.InvariantCulture);
}

using FlextMonitor.Hub.Exports.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlextMonitor.Hub.Exports.Api;

/// <summary>How a file is wanted.</summary>
/// <param name="Format">Its format.</param>
/// <param name="Style">How it shows what it holds.</param>
internal sealed record ExportForm(ExportFormat Format, ExportStyle Style)
{
    /// <summary>The format of reports.</summary>
    public const string PdfExtension = "pdf";

    private const string Letter = "letter";
    private const string A4 = "a4";
    private const string ByLine = "ndjson";
    private const string AsArray = "array";
    private const string ByLineType = "application/x-ndjson";

    private static readonly Dictionary<string, ExportFormat> Formats = new(StringComparer.Ordinal)
    {
        ["csv"] = ExportFormat.Csv,
        ["json"] = ExportFormat.Json,
        ["xlsx"] = ExportFormat.Xlsx,
        [PdfExtension] = ExportFormat.Pdf,
    };

    /// <summary>The formats, as addresses name them.</summary>
    public static IEnumerable<string> Extensions => Formats.Keys;

    /// <summary>Reads a request.</summary>
    /// <param name="request">What the caller wrote.</param>
    /// <param name="http">Who asks: a browser's CSV begins with a mark.</param>
    /// <param name="options">What holds where the request says nothing.</param>
    /// <param name="problem">The answer if something is wrong.</param>
    /// <returns>Null if something is wrong.</returns>
    public static ExportForm? Read(ExportRequest request, HttpRequest http, ExportOptions options, out ProblemHttpResult? problem)
    {
        var zone = TimeZoneInfo.Utc;
        if (!Formats.TryGetValue(request.Extension, out var format))
        {
            problem = TypedResults.Problem($"Unknown format '{Excerpt(request.Extension)}'. Known formats: {string.Join(", ", Extensions)}.", statusCode: StatusCodes.Status404NotFound, title: "Unknown format");
            return null;
        }

        var wrong = request switch
        {
            { Format: not (null or "" or ByLine or AsArray) } => $"format is '{Excerpt(request.Format)}', and may be {AsArray} or {ByLine}.",
            { Zone: { Length: > 0 } id } when !TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone!) => $"zone is '{Excerpt(id)}', and must be the name of a time zone, such as Europe/Lisbon or UTC.",
            { Delimiter: { Length: > 0 } name } when !CsvFile.Delimiters.ContainsKey(name) => $"delimiter is '{Excerpt(name)}', and may be {string.Join(", ", CsvFile.Delimiters.Keys)}.",
            { Paper: not (null or "" or Letter or A4) } => $"paper is '{Excerpt(request.Paper)}', and may be {A4} or {Letter}.",
            _ => null,
        };
        if (wrong is not null)
        {
            problem = TypedResults.Problem(wrong, statusCode: StatusCodes.Status400BadRequest, title: "Bad request");
            return null;
        }

        problem = null;
        var isByLine = format == ExportFormat.Json && (request.Format == ByLine || (string.IsNullOrEmpty(request.Format) && http.Headers.Accept.ToString().Contains(ByLineType, StringComparison.OrdinalIgnoreCase)));
        var delimiter = CsvFile.Delimiters[string.IsNullOrEmpty(request.Delimiter) ? options.CsvDelimiter : request.Delimiter];
        return new ExportForm(isByLine ? ExportFormat.NdJson : format, new ExportStyle(zone, delimiter, request.HasByteOrderMark ?? IsBrowser(http), request.Paper == Letter, options.FallbackFont));
    }

    // Programs bring a token. Those that read a file by a cookie are browsers.
    private static bool IsBrowser(HttpRequest http) => http.Headers.Authorization.Count == 0;

    private static string Excerpt(string text) => Alerts.Api.FieldErrors.Excerpt(text);
}

using System.ComponentModel;
using System.Globalization;
using FlextMonitor.Hub.Exports.Files;
using FlextMonitor.Hub.Exports.Pdf;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Exports;

/// <summary>Settings of the section <c>Exports</c>.</summary>
public sealed class ExportOptions
{
    internal const string Section = "Exports";

    private const long LeastReportBytes = 32_000_000;
    private const long MostReportBytes = 100_000_000_000;

    /// <summary>What parts the fields of CSV files that name no delimiter: <c>comma</c>, <c>semicolon</c>, <c>tab</c> or <c>pipe</c>.</summary>
    [Description("what parts the fields of CSV files: comma, semicolon, tab or pipe (comma)")]
    public string CsvDelimiter { get; set; } = "comma";

    /// <summary>The file of a TrueType font for text in PDF that the own font lacks, which has Latin, Greek and Cyrillic; none unless set.</summary>
    [Description("file of a TrueType font for text in PDF that is neither Latin, Greek nor Cyrillic (none)")]
    public string? FallbackFont { get; set; }

    /// <summary>The most bytes that files of scheduled reports may take in the store, 32 MB to 100 GB; 256 MiB unless set.</summary>
    [Description("most bytes of the files of scheduled reports, which are kept for 7 days (268435456)")]
    public long MaxReportBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Names the key, its value and what is allowed.</summary>
    internal sealed class Validation : IValidateOptions<ExportOptions>
    {
        public ValidateOptionsResult Validate(string? name, ExportOptions options) => options switch
        {
            _ when !CsvFile.Delimiters.ContainsKey(options.CsvDelimiter) =>
                ValidateOptionsResult.Fail($"{Section}:{nameof(CsvDelimiter)} is '{options.CsvDelimiter}', but must be {string.Join(", ", CsvFile.Delimiters.Keys)}"),
            { FallbackFont: { Length: > 0 } file } when !IsFont(file) =>
                ValidateOptionsResult.Fail($"{Section}:{nameof(FallbackFont)} is '{file}', but must be a file of a TrueType font (.ttf) that can be read"),
            { MaxReportBytes: < LeastReportBytes or > MostReportBytes } =>
                ValidateOptionsResult.Fail(string.Create(CultureInfo.InvariantCulture, $"{Section}:{nameof(MaxReportBytes)} is {options.MaxReportBytes}, but must be from {LeastReportBytes} to {MostReportBytes}")),
            _ => ValidateOptionsResult.Success,
        };

        private static bool IsFont(string file)
        {
            try
            {
                _ = new FontCoverage(File.ReadAllBytes(file));
                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                return false;
            }
        }
    }
}

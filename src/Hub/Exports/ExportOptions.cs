using System.ComponentModel;
using FlextMonitor.Hub.Exports.Files;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Exports;

/// <summary>Settings of the section <c>Exports</c>.</summary>
public sealed class ExportOptions
{
    internal const string Section = "Exports";

    /// <summary>What parts the fields of CSV files that name no delimiter: <c>comma</c>, <c>semicolon</c>, <c>tab</c> or <c>pipe</c>.</summary>
    [Description("what parts the fields of CSV files: comma, semicolon, tab or pipe (comma)")]
    public string CsvDelimiter { get; set; } = "comma";

    /// <summary>Names the key, its value and what is allowed.</summary>
    internal sealed class Validation : IValidateOptions<ExportOptions>
    {
        public ValidateOptionsResult Validate(string? name, ExportOptions options) => CsvFile.Delimiters.ContainsKey(options.CsvDelimiter)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{Section}:{nameof(CsvDelimiter)} is '{options.CsvDelimiter}', but must be {string.Join(", ", CsvFile.Delimiters.Keys)}");
    }
}

namespace FlextMonitor.Hub.Exports.Files;

/// <summary>How a file shows what it holds.</summary>
/// <param name="Zone">The zone of local times.</param>
/// <param name="Delimiter">Between the fields of CSV.</param>
/// <param name="HasByteOrderMark">Whether CSV begins with a mark, by which spreadsheet programs recognise UTF-8.</param>
/// <param name="IsLetter">Whether pages are Letter; A4 otherwise.</param>
/// <param name="FallbackFont">The file of the font of what the own one lacks; null for none.</param>
internal sealed record ExportStyle(TimeZoneInfo Zone, char Delimiter, bool HasByteOrderMark, bool IsLetter = false, string? FallbackFont = null);
